/* Words of texts: the C of `_read_pieces` in tasks/repair/apostrophes/words.py, which tells what the numbers mean. */

#include "words.h"
#include "bytes.h"

#define FACTOR (0x9E3779B97F4A7C15ULL | 1)

static u8 shape_of(u8 first, i64 small, i64 digit, i64 length, u32 last)
{
    u8 shape = MIXED;
    if (first == UPPER) {
        if (small == 1 && length > 2 && last == 's')
            shape = CAPS_WITH_S;
        if (small == length - 1)
            shape = CAPITALISED;
        if (length == 1)
            shape = ONE_CAPITAL;
    }
    if (small == length)
        shape = SMALL;
    if ((small == 0 && length > 1) || first == DIGIT || shape == MIXED) {
        if (small == 0 && length > 1)
            shape = ALL_CAPS;
        if (digit > 0)
            shape = WITH_DIGIT;
        if (digit == length)
            shape = NUMBER;
    }
    return shape;
}

/* What is left of a piece of a text, at whose end a line ends. */
struct piece {
    const u8 *at;
    i64 left; /* characters */
    const u8 *classes;
    const u32 *lower;
    const u64 *powers; /* of FACTOR */
    u32 code; /* of the first character */
    u8 class;
};

static inline void look(struct piece *t)
{
    if (t->left <= 0) {
        t->class = NEWLINE;
        return;
    }
    t->code = *t->at;
    if (t->code >= 0x80)
        decoded(t->at, &t->code);
    t->class = t->classes[t->code < 0x10000 ? t->code : 0xFFFD];
}

static inline void next(struct piece *t)
{
    t->at += t->code < 0x80 ? 1 : t->code < 0x800 ? 2 : t->code < 0x10000 ? 3 : 4;
    t->left--;
    look(t);
}

static inline int is_letter(u8 class) { return class >= LOWER && class <= DIGIT; }

/* Whether an apostrophe belongs to the word before it, by the class of its last letter, and whether that is an s. */
static inline int is_mark(struct piece t, u8 before, int s)
{
    next(&t);
    return (before != DIGIT && (t.class == LOWER || t.class == UPPER)) || (s && (t.class == SPACE || t.class == NEWLINE));
}

/* The hash of the last three of so many letters of ASCII; behind them there are others. */
static inline u64 plain_ending(const u8 *p, i64 length)
{
    i64 at = length > 3 ? length - 3 : 0, many = length - at;
    u32 three = ((u32)p[at] | p[at + 1] << 8 | p[at + 2] << 16 | 0x202020) & ((1u << 8 * many) - 1);
    return (three & 0xFF) + (three >> 8 & 0xFF) * FACTOR + (three >> 16) * (FACTOR * FACTOR);
}

/* What `read_word` does, eight letters at a time, for a word of nothing but letters of ASCII. Returns how many it has, or 0 where it is
   another word, or ends with its text. */
static inline i64 read_plain_word(struct piece *t, const struct words *w, i64 n)
{
    const u64 ones = 0x0101010101010101ULL, high = 0x80 * ones;
    const u8 *p = t->at;
    i64 length = 0, small = 0;
    u64 hash = 0;
    int more = 8;
    for (; more == 8; length += more) {
        if (length + 8 >= t->left || length >= LONGEST)
            return 0;
        u64 all = eight(p + length), low = all | 0x20 * ones, seven = low & ~high;
        u64 letters = (seven + (0x80 - 'a') * ones) & ~(seven + (0x7F - 'z') * ones) & ~all & high;
        more = letters == high ? 8 : __builtin_ctzll(~letters & high) / 8;
        u64 within = more == 8 ? ~0ULL : (1ULL << 8 * more) - 1;
        low &= within;
        for (int k = 0; k < 8; k++)
            hash += (low >> 8 * k & 0xFF) * t->powers[length + k];
        small += __builtin_popcountll(letters & within & all << 2);
    }
    if (!length)
        return 0;
    struct piece after = *t;
    after.at += length;
    after.left -= length;
    look(&after);
    if (is_letter(after.class) || after.class == APOSTROPHE)
        return 0;
    u8 last = p[length - 1];
    u64 base = hash - (last | 32) * t->powers[length - 1];
    w->length[n] = length;
    w->hash[n] = hash;
    w->base[n] = base;
    w->ending[n] = plain_ending(p, length);
    w->base_ending[n] = plain_ending(p, length - 1);
    w->shape[n] = small == length ? SMALL : shape_of(t->class, small, 0, length, last);
    w->last_s[n] = (last | 32) == 's';
    w->mark[n] = NO_MARK;
    w->place[n] = 0;
    *t = after;
    return length;
}

/* A word, but for what stands around it. Returns where in the text the piece goes on. */
static i64 read_word(struct piece *t, i64 at, const struct words *w, i64 n)
{
    i64 plain = read_plain_word(t, w, n);
    w->start[n] = at;
    if (plain)
        return w->end[n] = at + plain;
    i64 small = 0, digit = 0, length = 0, marked = -1, end = at;
    u64 hash = 0, base = 0, power = FACTOR, ending = 0, base_ending = 0;
    u32 last[4] = {0}, code = 0;
    u8 first = t->class, class = first;
    for (;; at++, next(t)) {
        if (is_letter(t->class)) {
            class = t->class;
            code = t->code;
            base = hash;
            last[length++ & 3] = t->lower[code];
            hash += t->lower[code] * power;
            power *= FACTOR;
            small += class == LOWER;
            digit += class == DIGIT;
            end = at + 1;
        } else if (t->class == APOSTROPHE && at == end && is_mark(*t, class, (code | 32) == 's')) {
            if (marked < 0)
                marked = length;
        } else {
            break;
        }
    }
    for (i64 k = length - 1; k >= 0 && k >= length - 3; k--)
        ending = ending * FACTOR + last[k & 3];
    for (i64 k = length - 2; k >= 0 && k >= length - 4; k--)
        base_ending = base_ending * FACTOR + last[k & 3];
    int s = (code | 32) == 's';
    u8 mark = marked < 0 ? NO_MARK : marked == length ? AFTER_S : marked == length - 1 && s ? BEFORE_S : INNER;
    w->end[n] = end + (mark == AFTER_S);
    w->length[n] = length;
    w->hash[n] = hash;
    w->base[n] = base;
    w->ending[n] = ending;
    w->base_ending[n] = base_ending;
    w->shape[n] = shape_of(first, small, digit, length, code);
    w->last_s[n] = s;
    w->mark[n] = mark;
    w->place[n] = marked < 0 ? 0 : marked;
    return at;
}

static i64 read_piece(struct piece t, i64 at, i64 number, const struct words *w, i64 n)
{
    i64 first_word = n, doubles = 0;
    int open = 0;
    look(&t);
    for (;;) {
        u8 first = t.class, last = first;
        int broken = 0;
        for (; t.left > 0 && !is_letter(t.class); at++, next(&t)) {
            last = t.class;
            if (last == NEWLINE) {
                broken = 1;
                open = doubles = 0;
            } else if (last == DOUBLE) {
                open = ++doubles & 1;
            } else if (last == OPEN) {
                open = 1;
            } else if (last == CLOSE) {
                open = 0;
            }
        }
        if (n > first_word)
            w->behind[n - 1] = first * 16 + (broken || t.left <= 0 ? NEWLINE : last);
        if (t.left <= 0)
            return n;
        w->gap[n] = n > first_word ? w->behind[n - 1] : NEWLINE * 17;
        w->quoted[n] = open;
        w->document[n] = number;
        at = read_word(&t, at, w, n++);
    }
}

/* Where the text goes on behind so many characters, which it has; eight bytes at a time. */
static const u8 *skipped(const u8 *p, i64 characters)
{
    const u64 high = 0x8080808080808080ULL;
    while (characters > 8) {
        u64 all = eight(p);
        characters -= 8 - __builtin_popcountll(all & ~(all << 1) & high); /* but for bytes within a character */
        p += 8;
    }
    while (characters > 0 || (*p & 0xC0) == 0x80)
        characters -= (*p++ & 0xC0) != 0x80;
    return p;
}

/* The words of some pieces, rows of (number of a text, from which character, to which), in ascending order. `wide` and `narrow` are
   columns of room for so many words at the `most`. */
i64 read_words(const u8 *const *texts, const i64 *pieces, i64 count, const u8 *classes, const u32 *lower, const u64 *powers, i64 *wide,
               u8 *narrow, i64 most)
{
    u64 *hashes = (u64 *)(wide + 5 * most);
    struct words w = {
        .start = wide, .end = wide + most, .length = wide + 2 * most, .place = wide + 3 * most, .document = wide + 4 * most,
        .hash = hashes, .base = hashes + most, .ending = hashes + 2 * most, .base_ending = hashes + 3 * most,
        .shape = narrow, .gap = narrow + most, .mark = narrow + 2 * most, .behind = narrow + 3 * most,
        .last_s = narrow + 4 * most, .quoted = narrow + 5 * most,
    };
    const u8 *p = 0;
    i64 n = 0, number = -1, at = 0;
    for (i64 i = 0; i < count; i++, pieces += 3) {
        if (pieces[0] != number)
            number = pieces[0], p = texts[number], at = 0;
        p = skipped(p, pieces[1] - at);
        at = pieces[1];
        struct piece piece = {.at = p, .left = pieces[2] - at, .classes = classes, .lower = lower, .powers = powers};
        n = read_piece(piece, at, number, &w, n);
    }
    return n;
}
