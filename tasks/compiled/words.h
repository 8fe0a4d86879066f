/* Kinds of characters, marks and words, as in tasks/repair/apostrophes/words.py. */

#ifndef WORDS_H
#define WORDS_H

#include "numbers.h"

enum { OTHER, LOWER, UPPER, DIGIT, APOSTROPHE, SPACE, NEWLINE, COMMA, STOP, COLON, HYPHEN, DASH, OPEN, CLOSE, DOUBLE, CODE };
enum { NO_MARK, INNER, BEFORE_S, AFTER_S };
enum { SMALL, CAPITALISED, ALL_CAPS, CAPS_WITH_S, ONE_CAPITAL, MIXED, NUMBER, WITH_DIGIT };
enum { LONGEST = 40 }; /* letters of a word that may hide an apostrophe */
#define ONE_BLANK (SPACE * 17)

/* The columns of Words. */
struct words {
    i64 *start, *end, *length;
    u64 *hash, *base, *ending, *base_ending;
    u8 *shape, *gap, *last_s, *mark;
    i64 *place;
    u8 *quoted, *behind;
    i64 *document;
};

#endif
