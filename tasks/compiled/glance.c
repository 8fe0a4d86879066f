/* Which lines may be furniture at all, and which texts hold any: the C of tasks/furniture/glance.py. What is told apart here is
   too much rather than too little; the rules decide. */

#include <stdlib.h>

#include "lines.h"

/* As in glance.py. */
enum { ENDS = 1, INSIDE = 2, NEEDING = 4 /* the same two bits, twice up: of rules that need a word */ };
enum { HEAD = 1, TAIL = 4 }; /* ENDS, told apart */
enum { LINES = 1, PAGE = 2, TITLES = 4, GLUED = 8, STRANGE = 16, UNDER = 32, NOTICES = 64 };
enum { LONGEST = 500, LONGEST_INSIDE = 200, LONGEST_SENTENCE = 140, LONGEST_PHRASE = 100, DASHES = 12, ROOM = 0x250 };
enum { LABEL = 40, LABELS = 14, LONG_LINES = 300, LOOK = 3000, GLUES = 10, GLUED_REACH = 160, CUT_REACH = 40, FIRST_LETTERS = 5, PAIRS = 4096 };
enum { SHORTEST_PLAIN = 40, TITLE = 160, MARKS_REACH = 700, BEFORE_NOTICE = 6 };

struct known {
    struct letters letters;
    const u64 *ends, *inside, *inviting, *formal; /* hashes of phrases, and of the first letters of words */
    i64 ends_mask, inside_mask, inviting_mask, formal_mask;
    const u8 *starts; /* ROOM x ROOM: which rules begin with two letters; 0 stands for any, and for none */
    const u32 *needs, *openers, *marks; /* words, each behind its length: that rules need, that notices begin with and hold */
    i64 needs_size, openers_size, marks_size;
    u8 pairs[PAIRS]; /* which two letters such words begin with, by a hash */
    u8 single[0x100]; /* and which of one letter there are */
    u8 first[0x100]; /* the low bits of what marks begin with */
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
    struct hash h = {0, 0};
    line = stripped(t, codes, line, AROUND);
    for (i64 i = line.start; i < line.end; i++) {
        if (!(kind_of(t, codes[i]) & BLANK))
            put(&h, small(t, codes[i]));
        else if (!(kind_of(t, codes[i - 1]) & BLANK))
            put(&h, ' ');
    }
    return done(&h);
}

/* Whether a word of the line begins with one of some five letters: a key has twelve bits for each. */
static int speaks_of(const struct letters *t, const u64 *table, i64 mask, const u32 *codes, struct line line)
{
    for (i64 i = line.start; i < line.end;) {
        u64 key = 0;
        int shift = 0;
        for (; i < line.end && !(kind_of(t, codes[i]) & BLANK); i++)
            if (shift < 12 * FIRST_LETTERS) {
                u32 c = codes[i] < 0x10000 ? t->lower[codes[i]] : 0xFFF;
                key |= (u64)(c < 0xFFF ? c : 0xFFF) << shift;
                shift += 12;
            }
        if (key && has(table, mask, mixed(key)))
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

static int holds(const u32 *codes, struct line line, u32 one, u32 other)
{
    for (i64 i = line.start; i < line.end; i++)
        if (codes[i] == one || codes[i] == other)
            return 1;
    return 0;
}

/* Whether one of some words, each behind its length, stands at a place, whatever its case. */
static int stands(const struct letters *t, const u32 *words, i64 size, const u32 *at, const u32 *end)
{
    for (i64 w = 0; w < size; w += 1 + words[w]) {
        i64 n = 0;
        while (n < words[w] && at + n < end && small(t, at[n]) == words[w + 1 + n])
            n++;
        if (n == words[w])
            return 1;
    }
    return 0;
}

/* Whether a line may be what a notice begins with, that stands behind an article. */
static int opens_notice(const struct known *k, const u32 *codes, struct line line)
{
    const struct letters *t = &k->letters;
    for (i64 i = line.start, skipped = 0; i < line.end && skipped <= BEFORE_NOTICE; i++, skipped++) {
        int word = codes[i] < 0x10000 && (kind_of(t, codes[i]) & (DIGIT | LETTER) || codes[i] == '_');
        if (word && kind_of(t, codes[i]) & DIGIT)
            return 1;
        if (stands(t, k->openers, k->openers_size, codes + i, codes + line.end))
            return 1;
        if (word)
            return 0;
    }
    return 0;
}

/* ENDS, INSIDE: whether a line that is not blank may be furniture there; of the two, what is asked. */
static int may_be(const struct known *k, const u32 *codes, struct line line, int asked)
{
    const struct letters *t = &k->letters;
    i64 size = line.end - line.start;
    int where = asked & ((size <= LONGEST ? ENDS : 0) | (size <= LONGEST_INSIDE ? INSIDE : 0)), found = 0;
    if (!where)
        return 0;
    u32 last = codes[line.end - 1];
    if (where & INSIDE && stops(last) &&
        (size > LONGEST_SENTENCE || !speaks_of(t, k->inviting, k->inviting_mask, codes, line)))
        where &= ~INSIDE;
    if (where & ENDS && size > SHORTEST_PLAIN && stops(last) && last != ')' && !holds(codes, line, '@', 0xA9) &&
        !speaks_of(t, k->formal, k->formal_mask, codes, line))
        where &= ~ENDS;
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
        int found = may_be(k, codes, (struct line){next, size}, ENDS | INSIDE);
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

/* For each text what it may hold (`flags`), and its lines that may be furniture, a row each: which text, which of its lines, and
   where. Returns how many rows; -1 where there is no memory. */
i64 furniture_glance(const u32 *codes, const i64 *bounds, i64 texts, const u8 *kinds, const u16 *lower, const u64 *ends,
                     i64 ends_mask, const u64 *inside, i64 inside_mask, const u64 *inviting, i64 inviting_mask,
                     const u64 *formal, i64 formal_mask, const u32 *openers, i64 openers_size, const u32 *marks, i64 marks_size,
                     const u8 *starts, const u32 *needs, i64 needs_size, u8 *flags, int32_t *text_of, int32_t *line_of,
                     u8 *where_of)
{
    struct known k = {.letters = {kinds, lower}, .ends = ends, .inside = inside, .inviting = inviting, .formal = formal,
                      .ends_mask = ends_mask, .inside_mask = inside_mask, .inviting_mask = inviting_mask,
                      .formal_mask = formal_mask, .starts = starts, .needs = needs, .openers = openers, .marks = marks,
                      .needs_size = needs_size, .openers_size = openers_size, .marks_size = marks_size};
    begin_pairs(&k);
    for (u32 c = 0; c < ROOM; c++)
        for (i64 w = 0; w < marks_size; w += 1 + marks[w])
            k.first[c & 0xFF] |= small(&k.letters, c) == marks[w + 1];
    const struct letters *t = &k.letters;
    i64 rows = 0, most = texts;
    for (i64 c = 0; c < bounds[texts]; c++)
        most += codes[c] == '\n';
    struct line *spans = malloc((most + 1) * sizeof *spans);
    if (!spans)
        return -1;
    for (i64 i = 0; i < texts; i++) {
        const u32 *text = codes + bounds[i];
        i64 size = bounds[i + 1] - bounds[i], start = 0, number = 0, labels = 0, begin = rows;
        i64 title = 0;
        int below = 0, heading = 1; /* whether all lines so far may be furniture at the head */
        flags[i] = 0;
        u32 letter = 0; /* the first of the last line */
        for (i64 end = 0; end <= size; end++) {
            if (end < size && text[end] != '\n')
                continue;
            struct line line = {start, end}, bare = stripped(t, text, line, BLANK);
            start = end + 1;
            title = number++ ? title : start;
            if (bare.start == bare.end)
                continue;
            /* What stands below a headline. */
            if (number > 1 && !below) {
                below = 1;
                flags[i] |= title <= TITLE && may_be(&k, text, line, ENDS) ? UNDER : 0;
            }
            if (number > 1 && opens_notice(&k, text, line))
                flags[i] |= NOTICES;
            letter = text[bare.start];
            u32 closing = text[bare.end - 1];
            labels += line.end - line.start <= LABEL && !(among(closing, ".!?,;\"") || closing == 0x201D || closing == 0x2019);
            int filled = bare.end - bare.start > DASHES;
            for (i64 c = bare.start; c < bare.end && !filled; c++) {
                filled = text[c] < 0x10000 && kinds[text[c]] & (DIGIT | LETTER);
                flags[i] |= text[c] >= 0x10000 ? STRANGE : 0;
            }
            if (!filled)
                continue;
            where_of[rows] = may_be(&k, text, line, INSIDE);
            heading = heading && may_be(&k, text, line, ENDS);
            where_of[rows] |= heading ? HEAD : 0;
            line_of[rows] = number - 1;
            spans[rows++] = line;
        }
        for (i64 row = rows - 1; row >= begin; row--) {
            if (!(where_of[row] & HEAD) && !may_be(&k, text, spans[row], ENDS))
                break;
            where_of[row] |= TAIL;
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
        for (i64 at = size > MARKS_REACH ? size - MARKS_REACH : 0; at < size && !(flags[i] & NOTICES); at++)
            if (k.first[text[at] & 0xFF] && stands(t, k.marks, k.marks_size, text + at, text + size))
                flags[i] |= NOTICES;
        flags[i] |= size && is_glued(&k, text, size) ? GLUED : 0;
    }
    free(spans);
    return rows;
}
