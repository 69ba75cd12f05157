"""The national registry's export comes in: read, checked row by row, compared with the files, taken in and, if need be, undone.

The registry (全国中小学生学籍信息管理系统) is the school's first source about its children. A row that only a person can judge
is *parked*; a *warning* goes in and is told; what has one obvious meaning is put right without a word.
"""
