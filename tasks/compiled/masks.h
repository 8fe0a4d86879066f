/* Lines as they are compared: the C of `_masked` in tasks/furniture/sightings.py. */

#ifndef MASKS_H
#define MASKS_H

#include <stdlib.h>

#include "bytes.h"
#include "lines.h"

/* As in sightings.py. */
enum { LONGEST_LINE = 1000, SHORTEST_DATE = 3, LONGEST_DATE = 16, LOW_BITS = 5, LOW = (1 << LOW_BITS) - 1 };
enum { DATE = 0x2248, FIRST_DIGIT = 0x660 }; /* the first one of another script */

struct tables {
    struct letters letters;
    const u64 *dates; /* hashes of the names of days and months */
    i64 dates_mask;
    const u8 *date_begins; /* whether one of them begins with three letters, by their low bits */
};

static inline int is_stop(u32 c) { return c == '.' || c == ',' || c == ':'; }

static inline int begins_date(const struct tables *tables, const u32 *word)
{
    return tables->date_begins[((word[0] & LOW) << LOW_BITS | (word[1] & LOW)) << LOW_BITS | (word[2] & LOW)] || is_stop(*word);
}

/* Of a word in small letters. */
static int is_date(const struct tables *tables, const u32 *word, i64 size)
{
    while (size && is_stop(*word))
        word++, size--;
    while (size && is_stop(word[size - 1]))
        size--;
    if (size < SHORTEST_DATE || size > LONGEST_DATE)
        return 0;
    struct hash h = {0, 0};
    put_all(&h, word, size);
    return has(tables->dates, tables->dates_mask, done(&h));
}

/* How many letters something has, and whether a digit. */
struct signs {
    int letters, digits;
};

/* Blocks in lower case, as long as that is all there is to do: letters and signs of ASCII, single blanks, dashes and quotation
   marks. Returns how much, less than `size`: what stands behind a block is looked at too. */
static i64 simply(const u32 *restrict codes, i64 size, u32 *restrict said, struct signs *signs)
{
    i64 i = 0;
    for (; i + BLOCK < size; i += BLOCK) {
        u32 told = 0; /* letters, digits, and what is odd, in one sum: adding up what stands side by side is dear */
        for (i64 k = i; k < i + BLOCK; k++) {
            u32 c = codes[k], letter = (c | 0x20) - 'a' < 26, plain = (c - ' ' <= '~' - ' ') | (c - 0x2010 <= 0x2027 - 0x2010);
            u32 odd = !plain | (c == '\'') | (c == 0x2019) | ((c == ' ') & (codes[k + 1] == ' '));
            said[k] = c | letter << 5;
            told += letter | (c - '0' < 10) << 8 | odd << 16;
        }
        if (told >> 16)
            break;
        signs->letters += told & 0xFF;
        signs->digits += told >> 8;
    }
    return i;
}

/* What a line says in small letters, with single blanks, with its apostrophes or without: how much. */
static i64 said_in(const struct letters *t, const u32 *codes, struct line line, int apostrophes, u32 *said, struct signs *signs)
{
    i64 n = 0, i = line.start;
    int within = 1;
    while (i < line.end) {
        i64 some = within || codes[i] != ' ' ? simply(codes + i, line.end - i, said + n, signs) : 0;
        if (some) {
            i += some;
            n += some;
            within = codes[i - 1] != ' ';
        }
        for (i64 stop = i + BLOCK < line.end ? i + BLOCK : line.end; i < stop; i++) {
            u32 c = small(t, codes[i]);
            int kind = kind_of(t, codes[i]), word = !(kind & BLANK);
            if (c == '\'' && !apostrophes)
                continue;
            said[n] = word ? c : ' ';
            n += word | within;
            within = word;
            signs->letters += (kind & LETTER) != 0;
            signs->digits += (kind & DIGIT) != 0;
        }
    }
    return n;
}

static inline int joins(u32 c) { return is_stop(c) || c == '/' || c == '-'; }

enum { LOOK = 64 };

/* Numbers become 0, and names of days and months one sign. Returns how much is left. A blank stands before, and there is room to
   look behind. */
static i64 without_numbers(const struct tables *tables, u32 *said, i64 size)
{
    const struct letters *t = &tables->letters;
    i64 n = 0, read = 0;
    said[size] = ' ';
    for (i64 at = 0; at < size; at += LOOK) {
        u8 begins[LOOK]; /* a word, or what may be a number */
        for (int k = 0; k < LOOK; k++)
            begins[k] = (said[at + k - 1] == ' ') | (said[at + k] - '0' < 10) | (said[at + k] >= FIRST_DIGIT);
        for (u64 some = lowest(bits(begins), size - at); some; some &= some - 1) {
            i64 i = at + __builtin_ctzll(some), end = i;
            int number = i >= read && kind_of(t, said[i]) & DIGIT;
            if (number)
                while (++end < size && (kind_of(t, said[end]) & DIGIT || joins(said[end])))
                    ;
            else if (i < read || said[i - 1] != ' ' || !begins_date(tables, said + i))
                continue;
            else
                while (said[end] != ' ')
                    end++;
            if (!number && !is_date(tables, said + i, end - i))
                continue;
            memmove(said + n, said + read, (i - read) * sizeof *said);
            n += i - read;
            said[n++] = number ? '0' : DATE;
            read = end;
        }
    }
    memmove(said + n, said + read, (size - read) * sizeof *said);
    return n + size - read;
}

/* What a line says: its hash, masked, and whether that is more than numbers and signs. */
struct mask {
    u64 hash;
    int says;
};

static struct mask masked(const struct tables *tables, const u32 *codes, struct line line)
{
    u32 room[LONGEST_LINE + 1 + LOOK];
    line = stripped(&tables->letters, codes, line, AROUND);
    i64 size = line.end - line.start;
    u32 *all = size <= LONGEST_LINE ? room : malloc((size + 1 + LOOK) * sizeof *all), *said = all + 1;
    struct hash h = {0, 0};
    struct signs signs = {0, 0};
    if (!all)
        return (struct mask){0, 0};
    *all = ' ';
    size = said_in(&tables->letters, codes, line, 0, said, &signs);
    if (signs.digits)
        size = without_numbers(tables, said, size);
    put_all(&h, said, size);
    if (all != room)
        free(all);
    return (struct mask){done(&h), signs.letters >= 3};
}

#endif
