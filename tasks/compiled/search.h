/* Words that lines are searched for: those that rules need, and the marks of notices. */

#ifndef SEARCH_H
#define SEARCH_H

#include <string.h>

#include "lines.h"

enum { LONGEST = 500, MARKS_REACH = 700 }; /* characters of a line that is searched for what rules need, and of an end for marks */
enum { FOURS = 0x4000, MOST_WORDS = 0x400, SETS = 192 };

/* Sets of words, a bit for each. */
struct sets {
    u64 bits[SETS / 64];
};

static inline struct sets both(struct sets some, const struct sets *others)
{
    for (int i = 0; i < SETS / 64; i++)
        some.bits[i] &= others->bits[i];
    return some;
}

static inline void join(struct sets *some, const struct sets *others)
{
    for (int i = 0; i < SETS / 64; i++)
        some->bits[i] |= others->bits[i];
}

static inline int is_any(const struct sets *some)
{
    u64 all = 0;
    for (int i = 0; i < SETS / 64; i++)
        all |= some->bits[i];
    return all != 0;
}

static inline int share(const struct sets *some, const struct sets *others)
{
    struct sets common = both(*some, others);
    return is_any(&common);
}

/* A word that lines are searched for, and the sets of words that have it. */
struct word {
    struct sets sets;
    u32 size, rare, letters[13]; /* where those begin by which it is found; no more letters are compared */
};

struct words {
    const struct word *all;
    u16 fours[FOURS], single[0x100]; /* 1 + the last word by its rarest four letters, or by one where it has no four */
    u16 before[MOST_WORDS]; /* and the one before it, of each */
};

/* Where a character stands, from a place on, or the end. */
static i64 find(const u32 *codes, i64 at, i64 end, u32 c)
{
    for (; at + 32 <= end; at += 32) {
        int found = 0;
        for (int k = 0; k < 32; k++)
            found |= codes[at + k] == c;
        if (found)
            break;
    }
    while (at < end && codes[at] != c)
        at++;
    return at;
}

/* A byte of a letter: none of ASCII is taken for one of another alphabet. */
static inline u8 byte_of(u32 c) { return c < 0x80 ? c : c | 0x80; }

/* A hash of four letters, a byte of each. */
static u32 four(const u8 *letters)
{
    u32 all;
    memcpy(&all, letters, sizeof all);
    return all * 0x9E3779B1u / (0x100000000 / FOURS);
}

/* Makes words ready, in a room of zeros. */
static void begin_words(struct words *words, const struct word *all, i64 count)
{
    words->all = all;
    for (i64 w = 0; w < count; w++) {
        const u32 *rare = all[w].letters + all[w].rare;
        u8 letters[4] = {byte_of(rare[0]), byte_of(rare[1]), byte_of(rare[2]), byte_of(rare[3])};
        u16 *last = all[w].size < 4 ? words->single + letters[0] : words->fours + four(letters);
        words->before[w] = *last;
        *last = w + 1;
    }
}

/* Adds to `found` the sets, of those asked about, of a chain's words that stand where their rarest letters are at a place. */
static void standing(const struct letters *t, const struct words *words, u32 chain, const u32 *codes, struct line line, i64 at,
                     const struct sets *asked, struct sets *found)
{
    for (; chain; chain = words->before[chain - 1]) {
        const struct word *word = words->all + chain - 1;
        i64 start = at - word->rare;
        u32 n = 0;
        if (start < line.start || start + word->size > line.end || !share(&word->sets, asked))
            continue;
        while (n < word->size && word->letters[n] == small(t, codes[start + n]))
            n++;
        if (n == word->size)
            join(found, &word->sets);
    }
}

/* Of a line's letters in lower case a byte each, and some more. */
static void lowered(const struct letters *t, const u32 *codes, struct line line, u8 *low)
{
    for (; line.start < line.end; line.start += BLOCK, low += BLOCK) {
        u32 beyond = 0;
#pragma GCC unroll 1
        for (int k = 0; k < BLOCK; k++) {
            u32 c = codes[line.start + k];
            low[k] = c | (u32)(c - 'A' < 26) << 5;
            beyond |= c;
        }
        for (int k = 0; beyond >= 0x80 && k < BLOCK; k++)
            low[k] = byte_of(small(t, codes[line.start + k]));
    }
    memset(low, 0, BLOCK);
}

/* Which sets of words a line has one of, of those that are asked about. */
static struct sets held(const struct letters *t, const struct words *words, const u32 *codes, struct line line, const struct sets *asked)
{
    struct sets found = {{0}};
    u8 low[MARKS_REACH + 2 * BLOCK];
    lowered(t, codes, line, low);
    for (i64 i = 0; i < line.end - line.start; i++) {
        u32 by_four = words->fours[four(low + i)], by_one = words->single[low[i]];
        if (by_four | by_one) {
            standing(t, words, by_four, codes, line, line.start + i, asked, &found);
            standing(t, words, by_one, codes, line, line.start + i, asked, &found);
        }
    }
    return both(found, asked);
}

#endif
