"""Check a quotation: do its words stand in an article, unchanged, and did this speaker say them?"""
