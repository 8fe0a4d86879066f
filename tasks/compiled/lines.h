/* Characters and lines as the C of the furniture's phase sees them. */

#ifndef LINES_H
#define LINES_H

#include "bytes.h"

/* Of a character, in `kinds`: as Python tells them. */
enum { BLANK = 1, AROUND = 2, DIGIT = 4, LETTER = 8, ODD = 16 };

struct letters {
    const u8 *kinds; /* of characters below 0x10000 */
    const u16 *lower;
};

struct line {
    i64 start, end;
};

static inline int kind_of(const struct letters *t, u32 c) { return c < 0x10000 ? t->kinds[c] : LETTER | ODD; }
static inline u32 small(const struct letters *t, u32 c) { return c == 0x2019 ? '\'' : c < 0x10000 ? t->lower[c] : c; }

/* A running hash of characters: a polynomial of them (Karp and Rabin 1987), mixed at the end. */
struct hash {
    u64 state;
    i64 count;
};

static inline void put(struct hash *h, u32 c)
{
    h->state = h->state * GOLDEN + c;
    h->count++;
}

/* Several characters, one behind the other: four at a time, which need not wait for each other. */
static inline void put_all(struct hash *h, const u32 *codes, i64 size)
{
    const u64 second = GOLDEN * GOLDEN, third = second * GOLDEN, fourth = third * GOLDEN;
    u64 state = h->state;
    i64 i = 0;
    for (; i + 4 <= size; i += 4)
        state = state * fourth + (codes[i] * third + codes[i + 1] * second) + (codes[i + 2] * GOLDEN + codes[i + 3]);
    for (; i < size; i++)
        state = state * GOLDEN + codes[i];
    h->state = state;
    h->count += size;
}

static inline u64 done(const struct hash *h) { return mixed(h->state + h->count); }

static inline struct line stripped(const struct letters *t, const u32 *codes, struct line line, int what)
{
    while (line.start < line.end && kind_of(t, codes[line.start]) & what)
        line.start++;
    while (line.start < line.end && kind_of(t, codes[line.end - 1]) & what)
        line.end--;
    return line;
}

/* Whether a table (open addressing by the low bits, 0 is an empty place) has a hash. */
static inline int has(const u64 *table, i64 mask, u64 hash)
{
    for (i64 at = hash & mask; table[at]; at = (at + 1) & mask)
        if (table[at] == hash)
            return 1;
    return 0;
}

#endif
