"""Statements in Vietnamese: titles before names, given names, words of kinship, and the forms of its newsrooms."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.statements.find import find_statements
from ingest.statements.noun_words import SYLLABLE
from ingest.text.sentences import find_sentences

FLOOD = """\
Rạng sáng qua, nước tràn vào thôn Bến Đá. Bà Lê Thị Bông, Trưởng thôn Bến Đá, cho biết 12 hộ phải lên mái nhà.

“Tôi gõ thùng thiếc gọi từng nhà”, bà Bông kể. Bác sĩ Phan Hữu Tín đến bằng xuồng. Anh bảo không ai bị thương nặng.

Theo vị bác sĩ, điều đáng lo nhất bây giờ là nước uống. Bà trưởng thôn thì đùa: “Nước đâu mà chẳng có.”"""


def said(text: str) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each statement."""
    found = find_statements(text, find_sentences(text, "vi"), language="vi")
    return [(s.speaker, s.kind, text[s.start : s.end]) for s in found]


def test_a_flood_is_told_by_the_people_whose_kinship_words_and_titles_stand_for_their_names() -> None:
    assert said(FLOOD) == [
        ("Lê Thị Bông", "indirect", "12 hộ phải lên mái nhà"),
        ("Lê Thị Bông", "direct", "Tôi gõ thùng thiếc gọi từng nhà"),
        ("Phan Hữu Tín", "indirect", "không ai bị thương nặng"),
        ("Phan Hữu Tín", "indirect", "điều đáng lo nhất bây giờ là nước uống"),
        ("Lê Thị Bông", "direct", "Nước đâu mà chẳng có."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thủ tướng Phan Quốc Thắng khẳng định Việt Nam sẽ không thay đổi chính sách này.",
            [("Phan Quốc Thắng", "indirect", "Việt Nam sẽ không thay đổi chính sách này")],
        ),
        (
            "Tại họp báo chiều 3/5, Phó Chủ tịch UBND TP Hải Vân Lê Thị Mỹ Hạnh cho biết thành phố đã chi 40 tỷ đồng cho dự án.",
            [("Lê Thị Mỹ Hạnh", "indirect", "thành phố đã chi 40 tỷ đồng cho dự án")],
        ),
        (
            "Ngoại trưởng Mỹ Daniel Whitlock hôm 4/6 tuyên bố Washington sẽ rút quân.",
            [("Daniel Whitlock", "indirect", "Washington sẽ rút quân")],
        ),
        (
            "Tổng thống Pháp Étienne Maurel nói với phóng viên rằng ông rất tiếc.",
            [("Étienne Maurel", "indirect", "ông rất tiếc")],
        ),
        (
            '"Chúng tôi không có lựa chọn nào khác", người phát ngôn Bộ Ngoại giao Nga Irina Volkova cho hay.',
            [("Irina Volkova", "direct", "Chúng tôi không có lựa chọn nào khác")],
        ),
        (
            "Theo Tổng cục Thống kê, giá tiêu dùng tháng 5 tăng 0,3%.",
            [("Tổng cục Thống kê", "indirect", "giá tiêu dùng tháng 5 tăng 0,3%")],
        ),
        (
            "Giá tiêu dùng tháng 5 tăng 0,3%, theo Tổng cục Thống kê.",
            [("Tổng cục Thống kê", "indirect", "Giá tiêu dùng tháng 5 tăng 0,3%")],
        ),
        (
            "Bộ Y tế cho biết cả nước ghi nhận thêm 12 ca mắc mới.",
            [("Bộ Y tế", "indirect", "cả nước ghi nhận thêm 12 ca mắc mới")],
        ),
        (
            "Công an huyện Đông Khê xác nhận đã bắt giữ hai nghi phạm.",
            [("Công an huyện Đông Khê", "indirect", "đã bắt giữ hai nghi phạm")],
        ),
        ("Cảnh sát cho biết tài xế không bị thương.", [("cảnh sát", "indirect", "tài xế không bị thương")]),
        (
            'Ông Nguyễn Văn Hùng mở quán từ năm 1990. "Hồi đó cả phố chỉ có một ngọn đèn", ông Hùng kể. "Giờ thì sáng quá."',
            [
                ("Nguyễn Văn Hùng", "direct", "Hồi đó cả phố chỉ có một ngọn đèn"),
                ("Nguyễn Văn Hùng", "direct", "Giờ thì sáng quá."),
            ],
        ),
        (
            "Chị Trần Thị Lụa bán bún ở chợ. Chị cho biết mỗi ngày bán được 200 tô.",
            [("Trần Thị Lụa", "indirect", "mỗi ngày bán được 200 tô")],
        ),
        (
            'Bác sĩ Vũ Minh Khoa, Trưởng khoa Cấp cứu Bệnh viện Đa khoa Bình Hải, cảnh báo: "Đừng tự ý uống thuốc khi chưa khám."',
            [("Vũ Minh Khoa", "direct", "Đừng tự ý uống thuốc khi chưa khám.")],
        ),
        (
            "TS.BS Lương Hải Yến (Viện Dinh dưỡng) khuyến cáo người dân không nên ăn mặn.",
            [("Lương Hải Yến", "indirect", "người dân không nên ăn mặn")],
        ),
        (
            "Anh Bùi Văn Tài (35 tuổi, ngụ quận 7) cho biết anh nghe một tiếng nổ lớn.",
            [("Bùi Văn Tài", "indirect", "anh nghe một tiếng nổ lớn")],
        ),
        ('"Tôi tưởng động đất", anh Tài nhớ lại.', [("Tài", "direct", "Tôi tưởng động đất")]),
        (
            "Ông Trịnh Bá Lộc - Giám đốc Công ty Cổ phần Nước sạch Sông Thao - thừa nhận đường ống đã quá cũ.",
            [("Trịnh Bá Lộc", "indirect", "đường ống đã quá cũ")],
        ),
        (
            "Ông Trịnh Bá Lộc đến muộn. Vị giám đốc thừa nhận đường ống đã quá cũ.",
            [("Trịnh Bá Lộc", "indirect", "đường ống đã quá cũ")],
        ),
        ("Người dân cho rằng tiếng ồn kéo dài suốt đêm.", [("người dân", "indirect", "tiếng ồn kéo dài suốt đêm")]),
        (
            "Một nhân chứng kể rằng chiếc xe lao thẳng xuống sông.",
            [("nhân chứng", "indirect", "chiếc xe lao thẳng xuống sông")],
        ),
        (
            "Ông Kim Sang-ho, chủ tịch tập đoàn Daesan, nói công ty sẽ tuyển thêm 500 người.",
            [("Kim Sang-ho", "indirect", "công ty sẽ tuyển thêm 500 người")],
        ),
        (
            '"Đội đã chơi hết mình", HLV Park Jin-woo phát biểu sau trận đấu.',
            [("Park Jin-woo", "direct", "Đội đã chơi hết mình")],
        ),
        (
            "Trong khi đó, đại diện Sở Giao thông Vận tải cho biết cầu sẽ thông xe cuối năm.",
            [("đại diện Sở Giao thông Vận tải", "indirect", "cầu sẽ thông xe cuối năm")],
        ),
        (
            "Luật sư Hoàng Kim Dung, bào chữa cho bị cáo, đề nghị tòa trả hồ sơ.",
            [("Hoàng Kim Dung", "indirect", "tòa trả hồ sơ")],
        ),
        (
            "Bị cáo Nguyễn Tấn Phát khai chỉ làm theo lệnh cấp trên.",
            [("Nguyễn Tấn Phát", "indirect", "chỉ làm theo lệnh cấp trên")],
        ),
        (
            'Cụ Mai Thị Sáu, 92 tuổi, móm mém: "Tôi ở đây từ hồi chưa có đường."',
            [("Mai Thị Sáu", "direct", "Tôi ở đây từ hồi chưa có đường.")],
        ),
        (
            "Reuters dẫn lời ông Omar Haddad, quan chức cấp cao của bộ, nói rằng lệnh ngừng bắn vẫn giữ vững.",
            [("Omar Haddad", "indirect", "lệnh ngừng bắn vẫn giữ vững")],
        ),
        (
            "Ông Lê Văn Sơn cho biết, từ đầu năm đến nay xã có 12 hộ thoát nghèo.",
            [("Lê Văn Sơn", "indirect", "từ đầu năm đến nay xã có 12 hộ thoát nghèo")],
        ),
        ("Ông Lê Văn Sơn nhấn mạnh tầm quan trọng của giáo dục.", []),
        ("Ông Lê Văn Sơn không trả lời câu hỏi của phóng viên.", []),
        ("Bà Hồ Thị Bưởi nói về tuổi thơ của mình.", []),
        ('Phim "Mùa gió chướng" ra rạp ngày 3/4.', []),
        ("Theo kế hoạch, cầu sẽ thông xe vào tháng 9.", []),
        ("Theo đó, mỗi hộ được hỗ trợ 5 triệu đồng.", []),
        (
            'Về phía doanh nghiệp, bà Đặng Thu Thảo, Tổng giám đốc Công ty May Phương Nam, chia sẻ: "Đơn hàng giảm một nửa. Nhưng chúng tôi không cho ai nghỉ việc".',
            [("Đặng Thu Thảo", "direct", "Đơn hàng giảm một nửa. Nhưng chúng tôi không cho ai nghỉ việc")],
        ),
        (
            "Nhận định về trận đấu, tiền vệ Đỗ Hùng Dương cho rằng đội khách mạnh hơn.",
            [("Đỗ Hùng Dương", "indirect", "đội khách mạnh hơn")],
        ),
        (
            "Tập đoàn Sao Biển thông báo sẽ đóng cửa nhà máy ở Vĩnh Lạc.",
            [("Tập đoàn Sao Biển", "indirect", "sẽ đóng cửa nhà máy ở Vĩnh Lạc")],
        ),
        (
            "Hãng hàng không này cho biết sự cố không ảnh hưởng đến an toàn bay. ",
            [("hãng hàng không", "indirect", "sự cố không ảnh hưởng đến an toàn bay")],
        ),
        (
            'Chủ tịch xã Đỗ Văn Quyết gọi đây là "một bài học đắt giá cho tất cả".',
            [("Đỗ Văn Quyết", "mixed", "một bài học đắt giá cho tất cả")],
        ),
        (
            "Bà Hạnh nói: “Tôi không bán.”. Con trai bà, anh Phúc, nói thêm: “Mẹ tôi nói là làm.”",
            [("Hạnh", "direct", "Tôi không bán."), ("Phúc", "direct", "Mẹ tôi nói là làm.")],
        ),
        (
            "GS.TS Trần Đình Nghị nguyên Viện trưởng Viện Sử học cho rằng tư liệu này chưa đáng tin.",
            [("Trần Đình Nghị", "indirect", "tư liệu này chưa đáng tin")],
        ),
        (
            "“Con số này là không thể chấp nhận được”, bà nói với tờ Người Quan Sát. Bà Ingrid Solberg là thị trưởng từ năm 2015.",
            [],
        ),
        (
            "Bà Ingrid Solberg là thị trưởng từ năm 2015. “Con số này là không thể chấp nhận được”, bà nói với tờ Người Quan Sát.",
            [("Ingrid Solberg", "direct", "Con số này là không thể chấp nhận được")],
        ),
        (
            "Ủy ban châu Âu cho biết sẽ kiện hai nước thành viên. Cơ quan này khẳng định luật đã bị vi phạm.",
            [
                ("Ủy ban châu Âu", "indirect", "sẽ kiện hai nước thành viên"),
                ("Ủy ban châu Âu", "indirect", "luật đã bị vi phạm"),
            ],
        ),
        (
            "Theo ông Phạm Gia Khiêm, Viện trưởng Viện Quy hoạch, thành phố cần thêm ba cây cầu.",
            [("Phạm Gia Khiêm", "indirect", "thành phố cần thêm ba cây cầu")],
        ),
        (
            "Ông Tư Hớn, một nông dân ở Cái Bè, than giá lúa rớt thê thảm.",
            [("Tư Hớn", "indirect", "giá lúa rớt thê thảm")],
        ),
        (
            "“Không ai bị bỏ lại phía sau”, Bộ trưởng Lao động - Thương binh và Xã hội Hà Thị Liên nói tại Quốc hội.",
            [("Hà Thị Liên", "direct", "Không ai bị bỏ lại phía sau")],
        ),
        ("Phía công ty khẳng định sản phẩm đạt chuẩn.", [("công ty", "indirect", "sản phẩm đạt chuẩn")]),
        ("Trên Facebook, ca sĩ Mỹ Duyên viết: “Cảm ơn vì đã đợi.”", [("Mỹ Duyên", "direct", "Cảm ơn vì đã đợi.")]),
        ("Trung Quốc tuyên bố sẽ đáp trả tương xứng.", [("Trung Quốc", "indirect", "sẽ đáp trả tương xứng")]),
        (
            "Điện Kremlin bác bỏ cáo buộc. “Đó là chuyện bịa đặt”, người phát ngôn Dmitri Sokolov nói.",
            [("Dmitri Sokolov", "direct", "Đó là chuyện bịa đặt")],
        ),
        (
            "“Giá điện sẽ không tăng trong năm nay”. Đó là khẳng định của Thứ trưởng Bộ Công Thương Đỗ Thắng Lợi tại hội nghị chiều 5/3.",
            [("Đỗ Thắng Lợi", "direct", "Giá điện sẽ không tăng trong năm nay")],
        ),
        (
            "“Mình cứ trồng cây, rồi chim sẽ về”, lời của già làng A Brưng.",
            [("A Brưng", "direct", "Mình cứ trồng cây, rồi chim sẽ về")],
        ),
        (
            "Như lời ông Bảy Cần: “Nước lên tới đâu, mình kê tới đó.”",
            [("Bảy Cần", "direct", "Nước lên tới đâu, mình kê tới đó.")],
        ),
        ("Nói như bà Hai Thơm, “đất không phụ người bao giờ”.", [("Hai Thơm", "mixed", "đất không phụ người bao giờ")]),
        (
            "Công an tỉnh yêu cầu các hộ dân di dời trước 18h.",
            [("công an tỉnh", "indirect", "các hộ dân di dời trước 18h")],
        ),
        (
            "Tổng thư ký Liên Hợp Quốc Adaeze Nwosu kêu gọi các bên ngừng bắn ngay lập tức.",
            [("Adaeze Nwosu", "indirect", "các bên ngừng bắn ngay lập tức")],
        ),
        ("Ông Sáu Nhỏ phủ nhận đã nhận tiền của công ty.", [("Sáu Nhỏ", "indirect", "đã nhận tiền của công ty")]),
        ("Hỏi về khoản nợ, bà Loan lắc đầu: “Tôi không biết gì hết.”", [("Loan", "direct", "Tôi không biết gì hết.")]),
        ("Mẹ của Nam, bà Lê Thị Cúc, nghẹn ngào: “Nó ngoan lắm.”", [("Lê Thị Cúc", "direct", "Nó ngoan lắm.")]),
        (
            "Bộ trưởng Bộ Nông nghiệp và Môi trường Vũ Quang Hiển cho hay ba tỉnh đã công bố hết dịch.",
            [("Vũ Quang Hiển", "indirect", "ba tỉnh đã công bố hết dịch")],
        ),
        (
            "Đại tá Phan Thanh Giản, Phó Giám đốc Công an tỉnh Bình Lâm, thông tin tại họp báo rằng nghi phạm đã ra đầu thú.",
            [("Phan Thanh Giản", "indirect", "nghi phạm đã ra đầu thú")],
        ),
        (
            "Cô giáo Lò Thị Pản dạy ở điểm trường này đã 12 năm. “Học trò đi bộ hai tiếng mới tới lớp”, cô Pản nói.",
            [("Lò Thị Pản", "direct", "Học trò đi bộ hai tiếng mới tới lớp")],
        ),
        (
            "Vợ chồng anh Tâm kể trận lũ cuốn trôi toàn bộ gia súc.",
            [("Tâm", "indirect", "trận lũ cuốn trôi toàn bộ gia súc")],
        ),
        (
            "Ông Nguyễn Văn A và bà Trần Thị B cùng cho rằng mức đền bù quá thấp.",
            [("Trần Thị B", "indirect", "mức đền bù quá thấp")],
        ),
        (
            "Thông cáo của Bộ Ngoại giao nêu rõ hai nước sẽ mở lại đại sứ quán.",
            [("Bộ Ngoại giao", "indirect", "hai nước sẽ mở lại đại sứ quán")],
        ),
        (
            "Trong thông cáo phát đi tối qua, hãng Luma Air cho biết toàn bộ hành khách an toàn.",
            [("hãng Luma Air", "indirect", "toàn bộ hành khách an toàn")],
        ),
        (
            "Phát ngôn viên Lầu Năm Góc Patricia Kerr: “Chúng tôi đang điều tra.”",
            [("Patricia Kerr", "direct", "Chúng tôi đang điều tra.")],
        ),
        (
            "Tờ Harbor Post dẫn nguồn tin giấu tên cho biết thương vụ trị giá 2 tỷ USD.",
            [("nguồn tin", "indirect", "thương vụ trị giá 2 tỷ USD")],
        ),
        (
            "“Chúng tôi thắng vì may mắn,” tiền đạo Lý Công Hoàng nói với VnExpress. “Đối thủ đã sút trúng cột ba lần.”",
            [
                ("Lý Công Hoàng", "direct", "Chúng tôi thắng vì may mắn,"),
                ("Lý Công Hoàng", "direct", "Đối thủ đã sút trúng cột ba lần."),
            ],
        ),
        ("Bà con cho hay mùi hôi kéo dài từ tháng 3.", [("bà con", "indirect", "mùi hôi kéo dài từ tháng 3")]),
        (
            "Nhiều tiểu thương than ế ẩm nhất trong mười năm qua.",
            [("tiểu thương", "indirect", "ế ẩm nhất trong mười năm qua")],
        ),
        (
            "Bác Tư nói nhà nào cũng mất trắng. Bác còn bảo năm ngoái lũ chưa bằng.",
            [("Tư", "indirect", "nhà nào cũng mất trắng"), ("Tư", "indirect", "năm ngoái lũ chưa bằng")],
        ),
        (
            "Em Giàng A Sùng, học sinh lớp 5, bẽn lẽn: “Em thích học toán.”",
            [("Giàng A Sùng", "direct", "Em thích học toán.")],
        ),
        (
            "Giám đốc Trung tâm Dự báo Khí tượng Thủy văn Quốc gia Mai Trọng Khiết nhận định bão sẽ mạnh lên.",
            [("Mai Trọng Khiết", "indirect", "bão sẽ mạnh lên")],
        ),
        (
            "Trưởng thôn Hạ, ông Đào Văn Kỷ, cho biết làng có 40 hộ làm nghề.",
            [("Đào Văn Kỷ", "indirect", "làng có 40 hộ làm nghề")],
        ),
        ("Chủ nhân ngôi nhà, ông Quách Phú, không trả lời điện thoại.", []),
        ("Ban tổ chức cho biết vé đã bán hết sau hai giờ.", [("ban tổ chức", "indirect", "vé đã bán hết sau hai giờ")]),
        ("Phía Nga khẳng định không có thiệt hại về người.", [("Nga", "indirect", "không có thiệt hại về người")]),
        (
            "Theo lời kể của bà Sương, tên trộm vào nhà lúc nửa đêm.",
            [("Sương", "indirect", "tên trộm vào nhà lúc nửa đêm")],
        ),
        ("Theo bà Sương thì tên trộm vào nhà lúc nửa đêm.", [("Sương", "indirect", "tên trộm vào nhà lúc nửa đêm")]),
        (
            "Theo ông Kiên cho biết, tên trộm vào nhà lúc nửa đêm.",
            [("Kiên", "indirect", "tên trộm vào nhà lúc nửa đêm")],
        ),
        ("Ông Kiên nói: Tên trộm vào nhà lúc nửa đêm.", [("Kiên", "indirect", "Tên trộm vào nhà lúc nửa đêm")]),
        (
            "“Tên trộm”, ông Kiên nói, “vào nhà lúc nửa đêm.”",
            [("Kiên", "direct", "Tên trộm"), ("Kiên", "direct", "vào nhà lúc nửa đêm.")],
        ),
        (
            "“Đường này mà thông thì dân đỡ khổ” - trưởng bản Vừ A Chống nói.",
            [("Vừ A Chống", "direct", "Đường này mà thông thì dân đỡ khổ")],
        ),
        ("Ông Biden của truyện này không tồn tại. Ông Lê Hoài An thì khác: ông tin vào làng mình.", []),
        (
            "Ngày 12/3, UBND tỉnh Sơn Bình cho biết đã phê duyệt quy hoạch.",
            [("UBND tỉnh Sơn Bình", "indirect", "đã phê duyệt quy hoạch")],
        ),
        (
            "Chuyên gia kinh tế Ngô Trí Viễn nói lãi suất khó giảm, trong khi bà Phí Thị Hương tin rằng dư địa vẫn còn.",
            [("Ngô Trí Viễn", "indirect", "lãi suất khó giảm"), ("Phí Thị Hương", "indirect", "dư địa vẫn còn")],
        ),
        ("Nữ ca sĩ bật khóc khi nhận giải.", []),
        ("Ông cho biết sẽ kháng cáo.", []),
        ("Cuốn sách “Đất phương Nam xa” vừa được tái bản.", []),
        ("Ông Hà gọi đó là “trò hề”.", [("Hà", "mixed", "trò hề")]),
        (
            "Ông Bảy Cần ngồi trước hiên. Ông nói:\n\n- Nước lên tới đâu, mình kê tới đó.",
            [("Bảy Cần", "direct", "Nước lên tới đâu, mình kê tới đó.")],
        ),
        (
            "* PV: Bà nghĩ gì về đề xuất này?\n\n- Bà Vũ Ngọc Trâm: Tôi ủng hộ, nhưng cần lộ trình.\n\n* PV: Lộ trình bao lâu?\n\n- Ít nhất ba năm.",
            [
                ("Vũ Ngọc Trâm", "direct", "Tôi ủng hộ, nhưng cần lộ trình."),
                ("Vũ Ngọc Trâm", "direct", "Ít nhất ba năm."),
            ],
        ),
        (
            "PV: Thưa bà, vì sao dự án chậm?\n\nBà Phan Thị Nhuần: Vì thiếu đất sạch, thiếu cả người làm.\n\nPV: Bao giờ xong?\n\nBà Phan Thị Nhuần: Tôi không dám hứa.",
            [
                ("Phan Thị Nhuần", "direct", "Vì thiếu đất sạch, thiếu cả người làm."),
                ("Phan Thị Nhuần", "direct", "Tôi không dám hứa."),
            ],
        ),
        (
            "Cuộc trò chuyện với nghệ nhân Y Thim diễn ra bên bếp lửa.\n\nVì sao ông giữ nghề?\n\n- Vì cha tôi giữ nghề.\n\nCon cháu có theo không?\n\n- Thằng út thì theo, mấy đứa kia đi công ty.",
            [
                ("Y Thim", "direct", "Vì cha tôi giữ nghề."),
                ("Y Thim", "direct", "Thằng út thì theo, mấy đứa kia đi công ty."),
            ],
        ),
        (
            "Một tài xế xin giấu tên cho biết mỗi chuyến phải nộp 200.000 đồng.",
            [("tài xế", "indirect", "mỗi chuyến phải nộp 200.000 đồng")],
        ),
        ("Chủ quán phở nói giá thịt bò đã tăng gấp đôi.", [("chủ quán", "indirect", "giá thịt bò đã tăng gấp đôi")]),
        ("Sở Xây dựng khẳng định công trình không phép.", [("Sở Xây dựng", "indirect", "công trình không phép")]),
        (
            "Công ty Điện lực Hồng Lĩnh cho hay sự cố do sét đánh.",
            [("Công ty Điện lực Hồng Lĩnh", "indirect", "sự cố do sét đánh")],
        ),
        (
            "Hội Nông dân tỉnh kiến nghị giảm thuế phân bón ngay trong năm nay.",
            [("Hội Nông dân tỉnh", "indirect", "giảm thuế phân bón ngay trong năm nay")],
        ),
        (
            "Ban quản lý di tích Cổ Lũy nói sẽ phục dựng mái ngói.",
            [("Ban quản lý di tích Cổ Lũy", "indirect", "sẽ phục dựng mái ngói")],
        ),
        ("Thủ tướng Valdoria, bà Elna Myrén, tuyên bố sẽ từ chức.", [("Elna Myrén", "indirect", "sẽ từ chức")]),
        (
            "Người phát ngôn Bộ Ngoại giao Valdoria Stig Hallor nói với Reuters rằng hiệp định đã chết.",
            [("Stig Hallor", "indirect", "hiệp định đã chết")],
        ),
        (
            "Tổng thống Giô-na-than Ráp bày tỏ tin tưởng hai bên sẽ đạt thỏa thuận.",
            [("Giô-na-than Ráp", "indirect", "hai bên sẽ đạt thỏa thuận")],
        ),
        ("Ông Bảo cho đây là “một trò đùa tốn kém”.", [("Bảo", "mixed", "một trò đùa tốn kém")]),
        ("Bà Liễu cho là tiền đền bù quá ít.", [("Liễu", "indirect", "tiền đền bù quá ít")]),
        ("Chị Hòa nói, giọng run run: “Tôi chỉ kịp ôm con chạy.”", [("Hòa", "direct", "Tôi chỉ kịp ôm con chạy.")]),
        (
            "“Chúng tôi sẽ kiện đến cùng”, luật sư của gia đình, ông Đinh Quang Lẫm, khẳng định.",
            [("Đinh Quang Lẫm", "direct", "Chúng tôi sẽ kiện đến cùng")],
        ),
        (
            "Chủ tịch HĐQT kiêm Tổng giám đốc Vạn Xuân Group Lương Chí Dũng dự báo doanh thu sẽ tăng 20%.",
            [("Lương Chí Dũng", "indirect", "doanh thu sẽ tăng 20%")],
        ),
        (
            "Ông Mạc Đăng Quý (Chủ tịch Hội Chữ thập đỏ) kêu gọi mọi người hiến máu.",
            [("Mạc Đăng Quý", "indirect", "mọi người hiến máu")],
        ),
        (
            "“Tôi mừng quá”, chị Tươi, công nhân may ở khu công nghiệp Phố Nối, nói trong nước mắt.",
            [("Tươi", "direct", "Tôi mừng quá")],
        ),
        (
            "Ông Hiệp - người trông coi ngôi đền 30 năm nay - kể, đêm rằm nào cũng có người đến thắp hương.",
            [("Hiệp", "indirect", "đêm rằm nào cũng có người đến thắp hương")],
        ),
        (
            "Ông Hiệp kể đã có lần nước ngập tới mái, nhưng ông không bỏ đi.",
            [("Hiệp", "indirect", "đã có lần nước ngập tới mái, nhưng ông không bỏ đi")],
        ),
        ("“Nhà tôi có bảy người, chưa ai bỏ nghề”, ông khoe.\n\nÔng Nghiêm Xuân Tước là thợ rèn đời thứ tư.", []),
        (
            "Ông Nghiêm Xuân Tước là thợ rèn đời thứ tư. “Nhà tôi có bảy người, chưa ai bỏ nghề”, ông khoe.",
            [("Nghiêm Xuân Tước", "direct", "Nhà tôi có bảy người, chưa ai bỏ nghề")],
        ),
        (
            "Thượng tá Vũ Hồng Kỳ cho biết: Qua kiểm tra, lực lượng chức năng phát hiện 200 kg pháo.",
            [("Vũ Hồng Kỳ", "indirect", "Qua kiểm tra, lực lượng chức năng phát hiện 200 kg pháo")],
        ),
        (
            "Đồng chí Bùi Thị Ngát yêu cầu: Các đơn vị khẩn trương khắc phục hậu quả.",
            [("Bùi Thị Ngát", "indirect", "Các đơn vị khẩn trương khắc phục hậu quả")],
        ),
        (
            "Theo đại diện chủ đầu tư, thang máy đã được sửa.",
            [("đại diện chủ đầu tư", "indirect", "thang máy đã được sửa")],
        ),
        ("Theo nhà chức trách, không có ai thiệt mạng.", [("nhà chức trách", "indirect", "không có ai thiệt mạng")]),
        (
            "Theo các bác sĩ, bệnh nhân đã qua cơn nguy kịch.",
            [("các bác sĩ", "indirect", "bệnh nhân đã qua cơn nguy kịch")],
        ),
        ("Giới phân tích cho rằng giá vàng đã chạm đáy.", [("giới phân tích", "indirect", "giá vàng đã chạm đáy")]),
        ("Anh Lý A Páo hỏi: “Bao giờ có điện?” Không ai trả lời.", [("Lý A Páo", "direct", "Bao giờ có điện?")]),
        ("“Bao giờ có điện?”, anh Lý A Páo hỏi cán bộ xã.", [("Lý A Páo", "direct", "Bao giờ có điện?")]),
        ("Bà Mùi bảo con dâu bà đang ở trong đó.", [("Mùi", "indirect", "con dâu bà đang ở trong đó")]),
        (
            "Trao đổi với Thanh Niên, bà Mùi nói chưa nhận được thông báo nào.",
            [("Mùi", "indirect", "chưa nhận được thông báo nào")],
        ),
        (
            "Nạn nhân Trương Thị Đào khai bị lừa 300 triệu đồng.",
            [("Trương Thị Đào", "indirect", "bị lừa 300 triệu đồng")],
        ),
        (
            "Ông Cao Bá Nhạ trả lời rằng chưa có kế hoạch cụ thể.",
            [("Cao Bá Nhạ", "indirect", "chưa có kế hoạch cụ thể")],
        ),
        ("Ông chia sẻ lý do bỏ phố về quê.", []),
        ("Giá vé được cho là quá đắt.", []),
        ("Anh Tuấn được biết đến với biệt danh “Tuấn cua”.", []),
        ("Chương trình “Nối vòng tay lớn” do báo Hồn Việt tổ chức.", []),
        (
            "Ông Hà Văn Tịnh qua đời năm 1998. Ông từng nói: “Người thợ phải biết xấu hổ”.",
            [("Hà Văn Tịnh", "direct", "Người thợ phải biết xấu hổ")],
        ),
        ("Cô bé 9 tuổi thì thầm: “Con sợ lắm.”", [("cô bé", "direct", "Con sợ lắm.")]),
        ("Cậu con trai lớn, Nguyễn Hải Đăng, thì bảo mẹ cứ lo xa.", [("Nguyễn Hải Đăng", "indirect", "mẹ cứ lo xa")]),
        ("“Cái nghề này bạc lắm”, bà chép miệng.", []),
        (
            "Bà Dư Thị Hạt bán trà đá 20 năm. “Cái nghề này bạc lắm”, bà chép miệng.",
            [("Dư Thị Hạt", "direct", "Cái nghề này bạc lắm")],
        ),
        (
            "Anh Đạt quả quyết: không ai trong xóm biết chuyện ấy.",
            [("Đạt", "indirect", "không ai trong xóm biết chuyện ấy")],
        ),
        (
            "Vào cuối tháng Tám, ông Kha kiên quyết: “Chúng ta sắp được về làng.”",
            [("Kha", "direct", "Chúng ta sắp được về làng.")],
        ),
        (
            "Bí thư Đảng ủy phường Lê Thúy Hà: “Dân đồng lòng thì việc gì cũng xong”",
            [("Lê Thúy Hà", "direct", "Dân đồng lòng thì việc gì cũng xong")],
        ),
        (
            "Ông Lưu Trung Kiên, tổ trưởng tổ dân phố 5, cho rằng cách làm này quá chậm, đồng thời đề nghị quận vào cuộc.",
            [("Lưu Trung Kiên", "indirect", "cách làm này quá chậm"), ("Lưu Trung Kiên", "indirect", "quận vào cuộc")],
        ),
        (
            "Bà Tạ Thị Vân thừa nhận sai sót nhưng cho rằng lỗi thuộc về nhà thầu.",
            [("Tạ Thị Vân", "indirect", "lỗi thuộc về nhà thầu")],
        ),
        ("Đại diện hãng tàu, bà Helene Brask, từ chối bình luận.", []),
        ("Ông Trần Kiến Quốc nói ông “không hề biết” về hợp đồng này.", [("Trần Kiến Quốc", "mixed", "không hề biết")]),
        (
            "Ông Trần Kiến Quốc mô tả hiện trường là “một bãi chiến trường”.",
            [("Trần Kiến Quốc", "mixed", "một bãi chiến trường")],
        ),
        (
            "Nghị sĩ đối lập Tomas Verrill chỉ trích kế hoạch này là “liều lĩnh và vô trách nhiệm”.",
            [("Tomas Verrill", "mixed", "liều lĩnh và vô trách nhiệm")],
        ),
        ("Vợ ông, bà Đào Thị Nết, cười: “Ổng cứng đầu lắm”.", [("Đào Thị Nết", "direct", "Ổng cứng đầu lắm")]),
        (
            "Anh Quý Mùi (SN 1990) kể với PV Dân trí: “Sóng cao hơn nóc nhà”.",
            [("Quý Mùi", "direct", "Sóng cao hơn nóc nhà")],
        ),
        (
            "Anh Hà Minh Đức (28 tuổi, Hà Nội) cho biết anh đã chờ ba tiếng.",
            [("Hà Minh Đức", "indirect", "anh đã chờ ba tiếng")],
        ),
        (
            "“Tôi không nghĩ mình dũng cảm”, Hà Minh Đức, chàng trai cứu ba đứa trẻ, khiêm tốn nói.",
            [("Hà Minh Đức", "direct", "Tôi không nghĩ mình dũng cảm")],
        ),
        (
            "Theo TASS, ông Sergei Malkin nói hai bên đã đồng ý ngừng bắn.",
            [("Sergei Malkin", "indirect", "hai bên đã đồng ý ngừng bắn")],
        ),
        (
            "Hãng tin Kyodo dẫn nguồn thạo tin cho hay chuyến thăm bị hoãn.",
            [("nguồn thạo tin", "indirect", "chuyến thăm bị hoãn")],
        ),
        (
            "Trả lời Reuters, bà Malkina khẳng định tin trên là bịa đặt.",
            [("Malkina", "indirect", "tin trên là bịa đặt")],
        ),
        ("Ông Malkin, 61 tuổi, nói thêm rằng đàm phán sẽ kéo dài.", [("Malkin", "indirect", "đàm phán sẽ kéo dài")]),
        ("“Không”, ông Malkin đáp khi được hỏi có hối hận không.", [("Malkin", "direct", "Không")]),
        ("Ông gọi cuộc họp là thành công.", []),
        (
            "Bác sĩ CKII Nguyễn Thị Dung, Phó khoa Nhi, lưu ý cha mẹ không tự ý dùng kháng sinh.",
            [("Nguyễn Thị Dung", "indirect", "cha mẹ không tự ý dùng kháng sinh")],
        ),
        ("Theo bác sĩ Dung, trẻ cần được uống đủ nước.", [("Dung", "indirect", "trẻ cần được uống đủ nước")]),
        (
            "Thầy Lê Bá Khánh, hiệu trưởng, cho hay trường còn thiếu 5 giáo viên. “Chúng tôi đã xin ba năm nay”, thầy nói.",
            [
                ("Lê Bá Khánh", "indirect", "trường còn thiếu 5 giáo viên"),
                ("Lê Bá Khánh", "direct", "Chúng tôi đã xin ba năm nay"),
            ],
        ),
        (
            "Bà cụ 80 tuổi nói con trai bà chưa về. Bà cụ tên Hoàng Thị Rớt.",
            [("bà cụ", "indirect", "con trai bà chưa về")],
        ),
        (
            "Sau cuộc họp, Phó Thủ tướng Hà Đức Thọ giao Bộ Tài chính rà soát. Ông lưu ý ngân sách có hạn.",
            [("Hà Đức Thọ", "indirect", "ngân sách có hạn")],
        ),
        (
            "Tân huấn luyện viên trưởng Đặng Quốc Bình hứa sẽ đưa đội trụ hạng.",
            [("Đặng Quốc Bình", "indirect", "sẽ đưa đội trụ hạng")],
        ),
        (
            "Cựu Tổng thống Lena Hartwick nói bà sẽ không tái tranh cử.",
            [("Lena Hartwick", "indirect", "bà sẽ không tái tranh cử")],
        ),
        (
            "“Tôi hát vì tôi buồn”, nữ ca sĩ Thùy Mị nói. Nữ ca sĩ cho biết album mới sẽ ra mắt cuối năm.",
            [("Thùy Mị", "direct", "Tôi hát vì tôi buồn"), ("Thùy Mị", "indirect", "album mới sẽ ra mắt cuối năm")],
        ),
        (
            "Ủy viên Ban Chấp hành Trung ương Đảng, Bí thư Tỉnh ủy Lộc Giang Ngô Hoàng Sa nhấn mạnh: “Không để ai đứt bữa.”",
            [("Ngô Hoàng Sa", "direct", "Không để ai đứt bữa.")],
        ),
        ("Ông Ngô Hoàng Sa khẳng định quyết tâm của tỉnh.", []),
        (
            "Công ty Thủy điện Sông Bung nói việc xả lũ đúng quy trình. Tuy nhiên, người dân cho rằng công ty báo quá muộn.",
            [
                ("Công ty Thủy điện Sông Bung", "indirect", "việc xả lũ đúng quy trình"),
                ("người dân", "indirect", "công ty báo quá muộn"),
            ],
        ),
        ("VFF thông báo trận đấu sẽ không có khán giả.", [("VFF", "indirect", "trận đấu sẽ không có khán giả")]),
        (
            "Liên đoàn Bóng đá Việt Nam (VFF) xác nhận đã nhận đơn. VFF cho biết sẽ trả lời trong tuần.",
            [
                ("Liên đoàn Bóng đá Việt Nam", "indirect", "đã nhận đơn"),
                ("Liên đoàn Bóng đá Việt Nam", "indirect", "sẽ trả lời trong tuần"),
            ],
        ),
        ("Theo Điều 5, người vi phạm bị phạt 2 triệu đồng.", []),
        (
            "Theo khảo sát của Hội Tiêu dùng, 60% người dân dùng túi vải.",
            [("Hội Tiêu dùng", "indirect", "60% người dân dùng túi vải")],
        ),
        ("Tài xế Lò Văn Pó lái xe theo hướng bắc.", []),
        ("‘Không ai muốn đi cả’, bà Xuyến thở dài.", [("Xuyến", "direct", "Không ai muốn đi cả")]),
        ("«Không ai muốn đi cả», bà Xuyến thở dài.", [("Xuyến", "direct", "Không ai muốn đi cả")]),
        ("Bà Xuyến thở dài, bảo không ai muốn đi cả.", [("Xuyến", "indirect", "không ai muốn đi cả")]),
        ("Theo lời bà Xuyến, không ai muốn đi cả.", [("Xuyến", "indirect", "không ai muốn đi cả")]),
        ("Bà Xuyến nói vậy rồi quay vào nhà.", []),
        (
            "Bà Hà Thị Én, chủ một quán cơm gần bến xe, phàn nàn từ ngày cấm đường khách vắng hẳn.",
            [("Hà Thị Én", "indirect", "từ ngày cấm đường khách vắng hẳn")],
        ),
        (
            "Thuyền trưởng Lê Công Nhựt và hai thuyền viên được cứu. Anh Nhựt kể sóng đánh lật tàu chỉ trong vài giây.",
            [("Lê Công Nhựt", "indirect", "sóng đánh lật tàu chỉ trong vài giây")],
        ),
        (
            "Ông Thào A Dế bên bếp lửa. Hỏi chuyện rừng, ông cười khà: “Rừng còn thì mình còn.”",
            [("Thào A Dế", "direct", "Rừng còn thì mình còn.")],
        ),
        (
            "“Em chỉ làm điều ai cũng làm”, nữ sinh Phạm Khánh Chi, lớp 11A3, nói gọn lỏn.",
            [("Phạm Khánh Chi", "direct", "Em chỉ làm điều ai cũng làm")],
        ),
        (
            "Nghệ sĩ ưu tú Trà My khóc: “Tôi nợ khán giả nhiều lắm”, rồi xin phép dừng cuộc phỏng vấn.",
            [("Trà My", "direct", "Tôi nợ khán giả nhiều lắm")],
        ),
        ("Người đàn ông bán vé số tên Lượm nói ông “ngủ đâu cũng là nhà”.", [("Lượm", "mixed", "ngủ đâu cũng là nhà")]),
        ("Đại sứ Na Uy tại Việt Nam Ingrid Haugen đánh giá cao nỗ lực này.", []),
        (
            "Hãng xe Nordvik thông báo triệu hồi 3.000 xe vì lỗi phanh.",
            [("Hãng xe Nordvik", "indirect", "triệu hồi 3.000 xe vì lỗi phanh")],
        ),
        ("Ngân hàng Nhà nước cho biết tỷ giá vẫn ổn định.", [("Ngân hàng Nhà nước", "indirect", "tỷ giá vẫn ổn định")]),
        (
            "Ông Kroll bị bắt hôm thứ Ba. Luật sư của ông, bà Nadia Serrano, nói thân chủ của bà vô tội.",
            [("Nadia Serrano", "indirect", "thân chủ của bà vô tội")],
        ),
        (
            "Kroll phủ nhận mọi cáo buộc. “Tôi chưa từng gặp người đó”, anh ta nói trước tòa.",
            [("Kroll", "direct", "Tôi chưa từng gặp người đó")],
        ),
        (
            "Nhà nghiên cứu văn hóa Trần Lâm Viên nhìn nhận lễ hội đã bị thương mại hóa. Theo ông, cần trả lễ hội về cho dân.",
            [
                ("Trần Lâm Viên", "indirect", "lễ hội đã bị thương mại hóa"),
                ("Trần Lâm Viên", "indirect", "cần trả lễ hội về cho dân"),
            ],
        ),
        ("Ông Viên nói thẳng: “Làm thế là hỏng.”", [("Viên", "direct", "Làm thế là hỏng.")]),
        (
            "Cơ quan điều tra xác định nghi phạm đã lên kế hoạch từ trước.",
            [("cơ quan điều tra", "indirect", "nghi phạm đã lên kế hoạch từ trước")],
        ),
        ("Kết luận điều tra nêu ông Phú nhận hối lộ 2 tỷ đồng.", []),
        (
            "Viện kiểm sát cáo buộc ông Phú đã nhận hối lộ 2 tỷ đồng.",
            [("viện kiểm sát", "indirect", "ông Phú đã nhận hối lộ 2 tỷ đồng")],
        ),
        (
            "Ông Phú kêu oan. “Tôi chỉ ký theo phân công”, bị cáo khai.",
            [("Phú", "direct", "Tôi chỉ ký theo phân công")],
        ),
        ("Chủ tọa hỏi bị cáo có ân hận không. Bị cáo Phú im lặng.", []),
        ("Bà con Khmer ở Trà Cú tin rằng mưa sẽ về trước rằm.", [("bà con Khmer", "indirect", "mưa sẽ về trước rằm")]),
        ("Hai cha con ông Sửu khẳng định không biết gì về lô hàng.", [("Sửu", "indirect", "không biết gì về lô hàng")]),
        (
            "Cục trưởng Cục Đường thủy Bùi Xuân Đĩnh nói “không có chuyện lùi thời hạn”.",
            [("Bùi Xuân Đĩnh", "mixed", "không có chuyện lùi thời hạn")],
        ),
        (
            "Bộ trưởng Đào Ngọc Dũng: Không để dân thiếu Tết\n\nSáng 3/1, Bộ trưởng Đào Ngọc Dũng thăm xã Yên Lạc.",
            [("Đào Ngọc Dũng", "indirect", "Không để dân thiếu Tết")],
        ),
        ("'Tôi không bán đất'\n\nÔng Lê Khả nói vậy khi chúng tôi hỏi giá.", []),
        (
            "Ông Lê Khả thừa nhận, nếu không có con gái, ông đã bỏ cuộc.",
            [("Lê Khả", "indirect", "nếu không có con gái, ông đã bỏ cuộc")],
        ),
        ("Ông Lê Khả kể lại rằng hồi ấy cả làng ăn sắn.", [("Lê Khả", "indirect", "hồi ấy cả làng ăn sắn")]),
        ("Ông nhớ lại: Hồi ấy cả làng ăn sắn. Ông Lê Khả năm nay 90 tuổi.", []),
        (
            "Theo bà Lê Thị Thu - Giám đốc Sở Văn hóa, hồ sơ đã được gửi đi.",
            [("Lê Thị Thu", "indirect", "hồ sơ đã được gửi đi")],
        ),
        (
            "Theo PGS.TS Lê Thị Thu (Đại học Y Hà Đông), hồ sơ đã được gửi đi.",
            [("Lê Thị Thu", "indirect", "hồ sơ đã được gửi đi")],
        ),
        ("Hồ sơ đã được gửi đi, bà Thu cho biết.", [("Thu", "indirect", "Hồ sơ đã được gửi đi")]),
        ("Hồ sơ đã được gửi đi - bà Thu cho biết.", [("Thu", "indirect", "Hồ sơ đã được gửi đi")]),
        ("Đó là năm khó khăn nhất, ông Đạo nhớ lại.", [("Đạo", "indirect", "Đó là năm khó khăn nhất")]),
    ],
)
def test_vietnamese_news_says_who_said_it_in_many_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


def test_every_syllable_that_vietnamese_spelling_builds_is_one_and_no_foreign_name_is() -> None:
    # The tables of a primer: a first consonant or none, a rhyme; "ngh" and "gh" stand before e and i alone.
    firsts = ["", *"bcdhklmnrstvx", "ch", "kh", "nh", "ph", "th", "tr"]
    rhymes = ["a", "am", "anh", "ao", "en", "inh", "ich", "oan", "ong", "uan", "uong", "uyen", "uoi", "ieu", "oai", "y"]

    assert all(SYLLABLE.fullmatch(first + rhyme) for first, rhyme in product(firsts, rhymes))
    assert not any(SYLLABLE.fullmatch(name) for name in ("trump", "ford", "zelensky", "brandvoll", "lee", "cook"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ông Lê Văn Tám", "bà Tám", "Chủ tịch xã", "Bộ Y tế", "cho biết", "nói", "rằng", "theo", "Theo", "“Có”",
                "“Tôi không đi đâu cả”", ",", ".", ":", "-", "\n\n", "cầu sẽ mở", "trong khi", "cụ", "vị giáo sư",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_whatever_a_newsroom_writes_statements_stand_in_order_apart_and_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)

    found = find_statements(text, find_sentences(text, "vi"), language="vi")

    assert all(0 <= s.start < s.end <= len(text) and s.speaker for s in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
