"""What the text of a page and the words of a question have in common: one analysis for both.

A word stands for itself and for every dictionary form it may come from, without Polish letters: "zasiłkach" for
`zasilkach` and `zasilek`. Numbers of acts, days and phone numbers stand for one spelling each.
"""
