"""An announcement in Chinese and its translation into English, held against each other.

The two readings come from different rules, and what one reads as an achievement the other may read as a mere quantity.
So the numbers are aligned first, all of them; units are aligned by the numbers that speak of them; and only then is
said what one text has and the other has not.
"""
