/* Which lines may be furniture at all, and which texts hold any: the C of tasks/furniture/glance.py. What is told apart here is
   too much rather than too little; the rules decide. */

#include <stdlib.h>

#include "lines.h"

/* As in glance.py. */
enum { ENDS = 1, INSIDE = 2, NEEDING = 4 /* the same two bits, twice up: of rules that need a word */ };
enum { HEAD = 1, TAIL = 4 }; /* ENDS, told apart */
enum { LINES = 1, PAGE = 2, TITLES = 4, GLUED = 8, STRANGE = 16 };
enum { LONGEST = 500, LONGEST_INSIDE = 200, LONGEST_SENTENCE = 140, LONGEST_PHRASE = 100, DASHES = 12, ROOM = 0x250 };
enum { LABEL = 40, LABELS = 14, LONG_LINES = 300, LOOK = 3000, GLUES = 10, GLUED_REACH = 160, CUT_REACH = 40, FIRST_LETTERS = 5, PAIRS = 4096 };

struct known {
    struct letters letters;
    const u64 *ends, *inside, *inviting; /* hashes of phrases, and of the first letters of words */
    i64 ends_mask, inside_mask, inviting_mask;
    const u8 *starts; /* ROOM x ROOM: which rules begin with two letters; 0 stands for any, and for none */
    const u32 *needs; /* words that rules need, each behind its length */
    i64 needs_size;
    u8 pairs[PAIRS]; /* which two letters such words begin with, by a hash */
    u8 single[0x100]; /* and which of one letter there are */
};

static int among(u32 c, const char *some)
{
    for (; *some; some++)
        if (c == (u8)*some)
            return 1;
    return 0;
}

static int quote(u32 c) { return c == '"' || c == 0x201D || c == 0x2019; }
static int stop(u32 c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }
static int stops(u32 c) { return stop(c) || quote(c) || c == ')'; }
static int bullet(u32 c) { return among(c, " \t*-[]()>") || c == 0xA0 || c == 0x2022 || c == 0x2013 || c == 0x2014; }

static u64 folded(const struct letters *t, const u32 *codes, struct line line)
{
    struct hash h = {0, 0, 0};
    line = stripped(t, codes, line, AROUND);
    for (i64 i = line.start; i < line.end; i++) {
        if (!(kind_of(t, codes[i]) & BLANK))
            put(&h, small(t, codes[i]));
        else if (!(kind_of(t, codes[i - 1]) & BLANK))
            put(&h, ' ');
    }
    return done(&h);
}

static int is_inviting(const struct known *k, const u32 *codes, struct line line)
{
    const struct letters *t = &k->letters;
    for (i64 i = line.start; i < line.end;) {
        struct hash h = {0, 0, 0};
        for (; i < line.end && !(kind_of(t, codes[i]) & BLANK); i++)
            if (h.count < FIRST_LETTERS)
                put(&h, codes[i] == 0x2019 ? codes[i] : small(t, codes[i]));
        if (h.count && has(k->inviting, k->inviting_mask, done(&h)))
            return 1;
        i++;
    }
    return 0;
}

static int pair(u32 a, u32 b) { return (a * 67 + b) & (PAIRS - 1); }

static void begin_pairs(struct known *k)
{
    for (i64 at = 0; at < k->needs_size; at += 1 + k->needs[at])
        if (k->needs[at] == 1)
            k->single[k->needs[at + 1] & 0xFF] = 1;
        else
            k->pairs[pair(k->needs[at + 1], k->needs[at + 2])] = 1;
}

static int holds_needed(const struct known *k, const u32 *codes, struct line line)
{
    u32 next = small(&k->letters, codes[line.start]);
    for (i64 i = line.start; i < line.end; i++) {
        u32 first = next;
        next = i + 1 < line.end ? small(&k->letters, codes[i + 1]) : 0;
        if (!k->pairs[pair(first, next)] && !k->single[first & 0xFF])
            continue;
        for (i64 at = 0; at < k->needs_size; at += 1 + k->needs[at]) {
            i64 size = k->needs[at], n = 1;
            if (k->needs[at + 1] != first || i + size > line.end)
                continue;
            while (n < size && k->needs[at + 1 + n] == small(&k->letters, codes[i + n]))
                n++;
            if (n == size)
                return 1;
        }
    }
    return 0;
}

/* ENDS, INSIDE: whether a line that is not blank may be furniture there. */
static int may_be(const struct known *k, const u32 *codes, struct line line)
{
    const struct letters *t = &k->letters;
    i64 size = line.end - line.start;
    int where = (size <= LONGEST ? ENDS : 0) | (size <= LONGEST_INSIDE ? INSIDE : 0), found = 0;
    if (where & INSIDE && stops(codes[line.end - 1]) && (size > LONGEST_SENTENCE || !is_inviting(k, codes, line)))
        where &= ~INSIDE;
    if (!where)
        return 0;
    if (size <= LONGEST_PHRASE) {
        u64 hash = folded(t, codes, line);
        found |= has(k->ends, k->ends_mask, hash) ? ENDS : 0;
        found |= has(k->inside, k->inside_mask, hash) ? INSIDE : 0;
    }
    struct line bare = stripped(t, codes, line, BLANK);
    while (bare.start < bare.end && bullet(codes[bare.start]))
        bare.start++;
    u32 first = bare.start < bare.end ? codes[bare.start] : 0, second = bare.start + 1 < bare.end ? codes[bare.start + 1] : 0;
    if (first >= ROOM || second >= ROOM || first == 0x130 || second == 0x130 || first == 0x131 || second == 0x131 ||
        first == 0x17F || second == 0x17F)
        return where;
    first = t->lower[first], second = t->lower[second];
    const u8 *a = k->starts + first * ROOM, *any = k->starts;
    int rules = a[second] | a[0] | any[second] | any[0];
    found |= rules & (ENDS | INSIDE);
    if (rules / NEEDING & where & ~found && holds_needed(k, codes, line))
        found |= rules / NEEDING;
    return found & where;
}

static int is_glued(const struct known *k, const u32 *codes, i64 size)
{
    i64 start = size;
    while (start > 0 && codes[start - 1] != '\n')
        start--;
    for (i64 i = size > CUT_REACH ? size - CUT_REACH : 0; i + 1 < size; i++)
        if (codes[i] == '[' && codes[i + 1] == '+')
            return 1;
    i64 from = size - GLUED_REACH > start ? size - GLUED_REACH : start;
    i64 last = size;
    while (last > 0 && kind_of(&k->letters, codes[last - 1]) & BLANK)
        last--;
    int sentence = last > 0 && stops(codes[last - 1]);
    for (i64 i = from; i < size; i++) {
        if (!(codes[i] == ' ' || codes[i] == '\t') || i == 0 || !stops(codes[i - 1]))
            continue;
        i64 next = i;
        while (next < size && (codes[next] == ' ' || codes[next] == '\t'))
            next++;
        if (next == size)
            break;
        int found = may_be(k, codes, (struct line){next, size});
        if (found & INSIDE || (found & ENDS && !sentence))
            return 1;
        i = next - 1;
    }
    return 0;
}

static int latin(u32 c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF); }
static int capital(u32 c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE); }
static int opening(u32 c) { return c == 0x201C || c == 0x2018 || c == 0xAB || c == 0xBF || c == 0xA1; }

/* Where a parser may have glued two elements, in the first characters. */
static int glues(const struct letters *t, const u32 *codes, i64 size)
{
    int found = 0;
    size = size < LOOK ? size : LOOK;
    for (i64 i = 1; i < size && found < GLUES; i++) {
        u32 before = codes[i - 1], c = codes[i];
        int letter = kind_of(t, c) & LETTER && !latin(c);
        if (stop(before) || quote(before) || before == ')' || before == 0xBB)
            found += letter || opening(c);
        else if (capital(c) && (latin(before) || (before >= '0' && before <= '9') || before == ']'))
            found += i + 1 < size && latin(codes[i + 1]);
    }
    return found >= GLUES;
}

/* For each text what it may hold (`flags`), how many lines it has that are more than blanks and dashes (`all`), and its lines that
   may be furniture, a row each: which text, which of its lines, and where. Returns how many rows. */
i64 furniture_glance(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, const u16 *lower, const u64 *ends,
                     i64 ends_mask, const u64 *inside, i64 inside_mask, const u64 *inviting, i64 inviting_mask,
                     const u8 *starts, const u32 *needs, i64 needs_size, u8 *flags, int32_t *all, int32_t *text_of, int32_t *line_of,
                     u8 *where_of)
{
    struct known k = {{kinds, lower}, ends, inside, inviting, ends_mask, inside_mask, inviting_mask, starts, needs, needs_size, {0}, {0}};
    begin_pairs(&k);
    const struct letters *t = &k.letters;
    i64 rows = 0;
    for (i64 i = 0; i < texts; i++) {
        const u32 *text = codes + bounds[i];
        i64 size = bounds[i + 1] - bounds[i], start = 0, number = 0, labels = 0, begin = rows, pending = rows;
        int heading = 1; /* whether all lines so far may be furniture at the head */
        flags[i] = all[i] = 0;
        u32 letter = 0; /* the first of the last line */
        for (i64 end = 0; end <= size; end++) {
            if (end < size && text[end] != '\n')
                continue;
            struct line line = {start, end}, bare = stripped(t, text, line, BLANK);
            start = end + 1;
            number++;
            if (bare.start == bare.end)
                continue;
            letter = text[bare.start];
            u32 closing = text[bare.end - 1];
            labels += line.end - line.start <= LABEL && !(among(closing, ".!?,;\"") || closing == 0x201D || closing == 0x2019);
            int filled = line.end - line.start > DASHES;
            for (i64 c = bare.start; c < bare.end && !filled; c++) {
                filled = text[c] < 0x10000 && kinds[text[c]] & (DIGIT | LETTER);
                flags[i] |= text[c] >= 0x10000 ? STRANGE : 0;
            }
            if (!filled)
                continue;
            all[i]++;
            int may = may_be(&k, text, line), where = (may & ENDS ? TAIL | (heading ? HEAD : 0) : 0) | (may & INSIDE);
            heading = heading && may & ENDS;
            /* What was told of lines at the tail is taken back where another comes that is none. */
            for (; !(may & ENDS) && pending < rows; pending++)
                where_of[pending] &= ~TAIL;
            if (where) {
                text_of[rows] = i;
                line_of[rows] = number - 1;
                where_of[rows++] = where;
            }
        }
        i64 kept = begin;
        for (i64 row = begin; row < rows; row++)
            if (where_of[row]) {
                text_of[kept] = i;
                line_of[kept] = line_of[row];
                where_of[kept++] = where_of[row];
            }
        rows = kept;
        flags[i] |= rows > begin ? LINES : 0;
        flags[i] |= labels >= LABELS || (size >= LONG_LINES * number && glues(t, text, size)) ? PAGE : 0;
        flags[i] |= letter == '-' || letter == 0x2022 || letter == '*' || letter == 0x2013 || letter == 0xB7 ? TITLES : 0;
        flags[i] |= size && is_glued(&k, text, size) ? GLUED : 0;
    }
    return rows;
}
