/* Which texts can have lost an apostrophe, and where: the C of tasks/repair/apostrophes/gate.py, which tells what is meant. */

#include "bytes.h"

/* As in gate.py. */
enum { LIKELY = 1, UNMISTAKABLE, FIXED, INNER_CAPITAL };
enum { TELLS_CURLY = 1, TELLS_ODD = 2, TELLS_FIXED = 4, TELLS_ALL = 8, TELLS_CODE = 16 };
enum { SPARSE = 2500, FEW = 32, SHORT = 2000, SNIPPET = 500 };
#define MANY 0.125
#define BARE 0.2
enum { CHUNK = 4096 }; /* bytes folded together */

/* Words that tell of losses: in `keys`, in ascending order, how each ends; where that is not all of it, its letters. */
struct known {
    const u8 *table; /* bits */
    u64 mix;
    i64 top;
    const u64 *keys;
    const u8 *levels, *letters;
    const i64 *bounds;
    i64 count;
};

/* A letter or digit of ASCII. */
static inline int is_plain(u8 c) { return (u8)((c | 32) - 'a') < 26 || (u8)(c - '0') < 10; }

static inline u8 small(u8 c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; }

static int level_of(const struct known *x, u64 key, const u8 *p, i64 end)
{
    i64 at = 0, high = x->count;
    while (at < high) {
        i64 middle = (at + high) / 2;
        if (x->keys[middle] < key)
            at = middle + 1;
        else
            high = middle;
    }
    int level = 0;
    for (; at < x->count && x->keys[at] == key; at++) {
        const u8 *letters = x->letters + x->bounds[at];
        i64 size = x->bounds[at + 1] - x->bounds[at], same = 0;
        if (size > end)
            continue;
        while (same < size && small(p[end - size + same]) == letters[same])
            same++;
        if (same == size && x->levels[at] > level)
            level = x->levels[at];
    }
    return level;
}

/* --- what stands in a text */

struct text {
    const u8 *bytes;
    i64 size, straight, curly, quotes, opening, closing; /* apostrophes and double quotation marks */
    int odd, fixed;
    i64 sure, maybe; /* how many places */
};

/* All bits where something is so. */
#define BITS(so) ((u8)-(so))

/* Bytes folded as in gate.py, where words end, and where signs may stand; without branches, so that compilers make vectors of it. */
static void fold(const u8 *restrict from, i64 size, u8 *restrict to, u8 *restrict ends, u8 *restrict signs)
{
    for (i64 i = 0; i < size; i++) {
        u8 c = from[i], low = c | 32, letter = BITS((u8)(low - 'a') < 26), curly = BITS(c == 0x99);
        u8 blank = BITS(c == 0xE2) | BITS(c == 0x80) | BITS((u8)(c - 0x93) < 2) | BITS((u8)(c - 0x9C) < 2);
        u8 other = BITS((u8)(c - '0') < 10) | BITS(c == '\'') | (BITS(c >= 0x80) & ~blank);
        to[i] = (letter & low) | (other & ~curly & c) | (curly & '\'') | (~(letter | other) & ' ');
        ends[i] = ~(letter | other) & 1;
        u8 sign = BITS((u8)(c - '"') < 6) | BITS(c == '?') | BITS(c == '`') | BITS(c >= 0xC2); /* the first: "#$%&' */
        signs[i] = sign & 1;
    }
}

/* Whether the bytes at `i` are the tail of a contraction or possessive that ends the word. */
static int is_tail(const u8 *p, i64 size, i64 i)
{
    u8 a = i < size ? p[i] | 32 : 0, b = i + 1 < size ? p[i + 1] | 32 : 0;
    i64 end = a == 's' || a == 't' || a == 'd' || a == 'm' ? i + 1 : ((a == 'r' || a == 'v') && b == 'e') || (a == 'l' && b == 'l') ? i + 2 : 0;
    if (!end)
        return 0;
    u8 c = end < size ? p[end] : ' ';
    return !(is_plain(c) || c == '=' || c == '/' || c == '&' || c == ';' || c == '@');
}

static void meet_sign(struct text *t, i64 i)
{
    const u8 *p = t->bytes;
    u8 c = p[i], next = i + 1 < t->size ? p[i + 1] : 0, third = i + 2 < t->size ? p[i + 2] : 0;
    if (c == '\'') {
        t->straight++;
        t->odd |= next == '\'' || (i && p[i - 1] == ' ' && is_tail(p, t->size, i + 1));
    } else if (c == '"') {
        t->quotes++;
        t->odd |= i && (p[i - 1] >= 0x80 || (u8)((p[i - 1] | 32) - 'a') < 26) && is_tail(p, t->size, i + 1);
    } else if (c == 0xE2 && next == 0x80) {
        t->curly += third == 0x99;
        t->opening += third == 0x9C;
        t->closing += third == 0x9D;
        t->odd |= (third == 0x98 || (third == 0x99 && i && p[i - 1] == ' ')) && is_tail(p, t->size, i + 3);
        t->odd |= third == 0xB2 || third == 0x9B;
    } else {
        t->odd |= c == '`' || (c == '#' && (u8)(next - '0') < 10) || (c == '?' && (u8)((next | 32) - 'a') < 26) ||
                  (c == 0xC2 && (next == 0xB4 || next == 0x92 || next == 0xBF)) || (c == 0xC3 && next == 0x95) ||
                  (c == 0xC3 && next == 0xA2 && third == ' ') || (c == 0xEF && next == 0xBF && third == 0xBD) ||
                  (c == 0xCA && (next == 0xB9 || next == 0xBC)) || (c == 0xCB && (next == 0x88 || next == 0x8A || next == 0x8B)) ||
                  (c == 0xEA && next == 0x9E && third == 0x8C) || (c == 0xEF && next == 0xBC && third == 0x87);
    }
}

/* Whether there is a capital, of ASCII or with an accent. */
static int has_capital(const u8 *p, const u8 *end)
{
    for (; p < end; p++)
        if ((u8)(*p - 'A') < 26 || (*p == 0xC3 && end - p > 1 && (u8)(p[1] - 0x80) < 0x1F))
            return 1;
    return 0;
}

static void read_text(const struct known *x, struct text *t, i64 *sure, i64 *maybe)
{
    static const u8 shift[10] = {63, 63, 56, 48, 40, 32, 24, 16, 8, 0};
    u8 folded[8 + CHUNK], ends[CHUNK + 64], signs[CHUNK + 64];
    const u8 *p = t->bytes;
    i64 begin = 0; /* of the word that is open */
    memset(folded, ' ', 8);
    for (i64 low = 0; low <= t->size; low += CHUNK) {
        i64 size = t->size - low < CHUNK ? t->size - low : CHUNK;
        fold(p + low, size, folded + 8, ends, signs);
        memset(ends + size, 0, 64);
        memset(signs + size, 0, 64);
        ends[size] = size < CHUNK; /* the text's end ends a word */
        for (i64 block = 0; block <= size; block += 64) {
            for (u64 here = bits(signs + block); here; here &= here - 1)
                meet_sign(t, low + block + __builtin_ctzll(here));
            for (u64 here = bits(ends + block); here; here &= here - 1) {
                i64 k = block + __builtin_ctzll(here), end = low + k, length = end - begin + 1;
                u64 key = (eight(folded + k) >> shift[length < 9 ? length : 9]) * x->mix, at = key >> x->top;
                if (x->table[at / 8] >> at % 8 & 1) {
                    int level = level_of(x, key, p, end);
                    if (level == UNMISTAKABLE)
                        sure[t->sure++] = end;
                    else if (level == LIKELY)
                        maybe[t->maybe++] = end;
                    t->fixed |= level == FIXED || (level == INNER_CAPITAL && has_capital(p + begin + 1, p + end));
                }
                t->fixed |= begin && begin < end && p[begin] == 's' && p[begin - 1] == '.' && !(begin + 1 < t->size && is_plain(p[begin + 1]));
                if (length == 2 && end > 1 && end < t->size && p[end] == ' ' && p[end - 2] == ' ') {
                    t->odd |= p[end - 1] == 's' || p[end - 1] == 't' || p[end - 1] == 'o';
                    t->fixed |= p[end - 1] == 'n' && end > 2 && p[end - 3] == 'k';
                }
                begin = end + 1;
            }
        }
        memmove(folded, folded + size, 8); /* the last piece may be shorter */
    }
}

/* Without branches, as above; the same below. */
static int may_hold_names(const u8 *p, i64 size)
{
    u8 found = 0;
    for (i64 i = 3; i < size; i++) {
        u8 a = p[i - 3], b = p[i - 2], c = p[i - 1], d = p[i];
        u8 name = a == 'O' ? 1 : 0;
        name = a == 'D' ? 1 : name;
        name = a == 'L' ? 1 : name;
        name &= (u8)(b - 'A') < 26;
        found |= name & ((u8)(c - 'a') < 26) & (((u8)(d - 'a') < 26) | (d == 0xC3));
    }
    return found;
}

static int may_hold_code(const u8 *p, i64 size)
{
    u8 found = 0;
    for (i64 i = 0; i < size; i++) {
        found = p[i] == '=' ? 1 : found;
        found = p[i] == '{' ? 1 : found;
        found = p[i] == '}' ? 1 : found;
    }
    for (i64 i = 1; i < size; i++) {
        found |= (p[i - 1] == ';') & (p[i] == '\n');
        found |= (p[i - 1] == '(') & (p[i] == ')');
        found |= (p[i - 1] == '-') & (p[i] == '>');
        found |= (p[i - 1] == ':') & (p[i] == ':');
    }
    return found;
}

/* --- what its quotations tell */

static int in_bare_quotation(const u8 *p, i64 size, i64 at)
{
    i64 straight = 0, last = -1, curly = -1;
    for (i64 i = at - 1; i >= 0 && p[i] != '\n'; i--) {
        if (p[i] == '"' && !straight++)
            last = i;
        if (p[i] == 0x9D && curly < 0)
            curly = size;
        if (p[i] == 0x9C && curly < 0)
            curly = i;
    }
    u8 sign = straight % 2 ? '"' : 0x9D;
    i64 i = straight % 2 ? last : curly;
    if (i < 0 || i == size)
        return 0;
    for (; i < size && !(i >= at && (p[i] == sign || p[i] == '\n')); i++)
        if (p[i] == '\'' || p[i] == 0x99)
            return 0;
    return 1;
}

static i64 kept_in_quotations(const struct text *t)
{
    const u8 *p = t->bytes, *end = p + t->size;
    int curly = t->opening > 0;
    u8 opens = curly ? 0xE2 : '"', closes = curly ? 0x9D : '"', mark = curly ? 0x99 : '\'';
    i64 kept = 0;
    while ((p = memchr(p, opens, end - p))) {
        int opened = !curly || (end - p > 2 && p[1] == 0x80 && p[2] == 0x9C);
        for (p++; opened && p < end && *p != closes && (curly || *p != '\n'); p++)
            kept += *p == mark;
        p += opened && p < end;
    }
    return kept;
}

/* Those of the places `at`, which are put in their stead. */
static i64 in_bare_quotations(const struct text *t, i64 *at, i64 many)
{
    if (!t->quotes && !t->opening)
        return 0;
    i64 found = 0, bare = 0, read = 0, kept = 0, quotes = 0; /* found: those of quotations that are still open, too */
    int inside = 0, marked = 0;
    for (i64 i = 0; i <= t->size; i++) {
        u8 c = i < t->size ? t->bytes[i] : '\n';
        for (; read < many && at[read] == i; read++)
            if (inside)
                at[found++] = i;
        if (c == '"' || c == 0x9C || c == 0x9D || c == '\n') {
            if (marked)
                found = bare;
            bare = found;
            marked = 0;
            quotes = c == '\n' ? 0 : quotes + 1;
            inside = c == '"' ? quotes % 2 : c == 0x9C;
        } else if (inside && (c == '\'' || c == 0x99)) {
            marked = 1;
            kept++;
        }
    }
    return kept > BARE * bare ? 0 : bare;
}

static int tells(const struct text *t, const i64 *maybe)
{
    if (t->maybe && t->size < SNIPPET)
        return 1;
    for (i64 k = 0; k < t->maybe; k++)
        if (in_bare_quotation(t->bytes, t->size, maybe[k]))
            return 1;
    return 0;
}

static int weak(const u8 *p, i64 end)
{
    if (end < 4)
        return 0;
    u8 word[4];
    for (int k = 0; k < 4; k++)
        word[k] = small(p[end - 4 + k]);
    return !memcmp(word, "were", 4) || !memcmp(word, "well", 4);
}

static i64 suspects(const struct text *t, i64 *maybe)
{
    i64 bare = t->maybe, kept = bare ? kept_in_quotations(t) : 0;
    if (kept > BARE * bare)
        return 0;
    if (t->maybe <= FEW) {
        bare = 0;
        for (i64 k = 0; k < t->maybe; k++)
            if (in_bare_quotation(t->bytes, t->size, maybe[k]))
                maybe[bare++] = maybe[k];
    }
    if (!bare || (bare == 1 && kept && weak(t->bytes, maybe[0])) || (t->maybe <= FEW && kept > BARE * bare))
        return 0;
    return in_bare_quotations(t, maybe, bare);
}

/* For each text, of so many bytes: how many apostrophes it has `kept`, and what it tells; where not all of it is to be decided, some
   places of it are: the sure ones, then the others. `counts` has rows of `texts` + 1: how many characters each text has; what it
   kept; where its places begin. `places` has a row for them, and one to work in, of `room` each. */
i64 gate_look(const u8 *const *data, const i64 *sizes, i64 texts, const u8 *table, u64 mix, i64 top, const u64 *keys,
              const u8 *levels, const i64 *spelt, const u8 *letters, i64 count, i64 *counts, u8 *told, i64 *places, i64 room)
{
    const i64 *characters = counts;
    i64 *kept = counts + texts + 1, *first = kept + texts + 1, *maybe = places + room;
    struct known known = {table, mix, top, keys, levels, letters, spelt, count};
    i64 found = 0;
    for (i64 i = 0; i < texts; i++) {
        struct text t = {.bytes = data[i], .size = sizes[i]};
        for (i64 k = 0; i + 1 < texts && k < sizes[i + 1] && k < CHUNK; k += 64)
            __builtin_prefetch(data[i + 1] + k); /* the next text, which was made a while ago */
        i64 *sure = places + found;
        first[i] = found;
        read_text(&known, &t, sure, maybe);
        kept[i] = t.straight + t.curly;
        int all, curly = kept[i] ? t.curly > t.straight : t.opening + t.closing > t.quotes;
        if (t.size && (!kept[i] || kept[i] * SPARSE < characters[i]))
            all = 1, t.fixed |= may_hold_names(t.bytes, t.size);
        else
            all = t.sure > MANY * kept[i] || (characters[i] < SHORT && (t.sure || tells(&t, maybe)));
        for (i64 k = 0; !all && k < t.sure && k < FEW; k++)
            all = in_bare_quotation(t.bytes, t.size, sure[k]);
        if (!all) {
            i64 more = suspects(&t, maybe);
            memcpy(sure + t.sure, maybe, more * sizeof *maybe);
            found += t.sure + more;
        }
        int code = (all || found > first[i]) && may_hold_code(t.bytes, t.size);
        told[i] = TELLS_CURLY * curly | TELLS_ODD * t.odd | TELLS_FIXED * t.fixed | TELLS_ALL * all | TELLS_CODE * code;
    }
    first[texts] = found;
    return found;
}
