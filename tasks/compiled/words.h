/* Kinds of characters, marks and words, as in tasks/repair/apostrophes/words.py. */

#ifndef WORDS_H
#define WORDS_H

enum { OTHER, LOWER, UPPER, DIGIT, APOSTROPHE, SPACE, NEWLINE, COMMA, STOP, COLON, HYPHEN, DASH, OPEN, CLOSE, DOUBLE };
enum { NO_MARK, INNER, BEFORE_S, AFTER_S };
enum { SMALL, CAPITALISED, ALL_CAPS, CAPS_WITH_S, ONE_CAPITAL, MIXED, NUMBER, WITH_DIGIT };
enum { LONGEST = 40 }; /* letters of a word that may hide an apostrophe */
#define ONE_BLANK (SPACE * 17)

#endif
