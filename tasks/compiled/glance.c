/* Which lines may be furniture at all, and which texts hold any: the C of tasks/furniture/glance.py. What is told apart here is
   too much rather than too little; the rules decide. */

#include <stdlib.h>

#include "glance.h"
#include "search.h"
#include "wording.h"

enum { LONGEST_SENTENCE = 140, LONGEST_PHRASE = 100, LONGEST_HEADING = 60, DASHES = 12 };
enum { LABEL = 40, LABELS = 25, LONG_LINES = 300, LOOK = 3000, GLUES = 10, REACH_OF_GLUED = 300, REACH_INSIDE = 160, JOINTS = 64, FIRST_LETTERS = 5 };
enum { STREAM = 1000, STREAM_END = 300, STREAM_WORDS = 12 };
enum { WIDGET = 10 }; /* bytes of each of the widgets' strings, at the least */
enum { SHORTEST_PLAIN = 40, TITLE = 160, BELOW = 120, SIGNS = 3, SIGN = 40, BEFORE_NOTICE = 6 };

/* A tree of what rules begin with, a letter a node; the first node stands for no letter. */
struct beginning {
    u32 child; /* where those stand that begin so and have one letter more */
    u16 children, rules; /* how many these are; and which rules begin so, of all that any do */
};

/* Rules that begin alike. */
struct rules {
    struct sets needing; /* of those that need a word, the sets of such words */
    u32 places; /* where the others fit */
    int32_t longest; /* and how many characters at the most */
};

struct known {
    struct letters letters;
    const u64 *ends, *inside, *inviting, *formal; /* hashes of phrases, and of the first letters of words */
    i64 ends_mask, inside_mask, inviting_mask, formal_mask;
    const struct beginning *beginnings;
    const u32 *ending; /* the last letter of each */
    u32 first[0x80]; /* where those of one letter of ASCII stand, or 0 */
    const struct rules *rules;
    const struct sets *places; /* the sets of needed words by places, as their bits are ordered */
    const u32 *openers; /* words, each behind its length, that notices begin with, by their first letters */
    i64 openers_size;
    u16 opener[0x100]; /* 1 + where the first one stands, by the low bits of its first letter */
    const struct words *needs, *marks; /* that rules need, and that notices hold */
    const u8 *widgets; /* strings, each behind its size */
    i64 widgets_size;
    u8 widget[FOURS]; /* which hashes of four bytes their first ones have */
    const u32 *last; /* characters that houses set behind their articles */
    i64 last_count;
    const struct wording *wording;
};

static int has_code(const u32 *some, i64 many, u32 code)
{
    for (i64 i = 0; i < many; i++)
        if (some[i] == code)
            return 1;
    return 0;
}

static int among(u32 c, const char *some)
{
    for (; *some; some++)
        if (c == (u8)*some)
            return 1;
    return 0;
}

static int quote(u32 c) { return c == '"' || c == 0x201D || c == 0x2019; }
static inline int stops(u32 c) { return ends(c) + closes(c); }
static inline int is_closing(const u32 *c) { return stops(c[0]); }
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

/* Where what begins so and has one letter more stands, or 0. */
static i64 child(const struct known *k, const struct beginning *node, u32 letter)
{
    i64 end = node->child + node->children, found = find(k->ending, node->child, end, letter);
    return found < end ? found : 0;
}

/* Where rules may fit a line: of the places, what is asked. */
static int fitting(const struct known *k, const u32 *codes, struct line line, int asked)
{
    struct line bare = stripped(&k->letters, codes, line, BLANK);
    while (bare.start < bare.end && bullet(codes[bare.start]))
        bare.start++;
    const struct beginning *node = k->beginnings;
    struct rules fit = k->rules[node->rules];
    i64 least = bare.end - bare.start; /* of the line without signs around it, which rules are asked about */
    while (least && (bullet(codes[bare.start + least - 1]) || among(codes[bare.start + least - 1], ".!:") || codes[bare.start + least - 1] == 0x2026))
        least--;
    for (i64 i = bare.start; i < bare.end && node->children; i++) {
        int kind = kind_of(&k->letters, codes[i]);
        if (kind & ODD)
            return asked;
        u32 letter = kind & DIGIT ? '0' : kind & BLANK ? ' ' : k->letters.lower[codes[i]];
        i64 next = node == k->beginnings && letter < 0x80 ? k->first[letter] : child(k, node, letter);
        if (!next)
            break;
        node = k->beginnings + next;
        if (node->rules) {
            const struct rules *begun = k->rules + node->rules;
            fit.places |= least <= begun->longest ? begun->places : 0;
            join(&fit.needing, &begun->needing);
        }
    }
    struct sets wanted = {{0}};
    for (int p = 0; p < PLACES; p++)
        if (asked & ~fit.places & 1 << p)
            join(&wanted, k->places + p);
    wanted = both(wanted, &fit.needing);
    if (is_any(&wanted)) {
        wanted = held(&k->letters, k->needs, codes, line, &wanted);
        for (int p = 0; p < PLACES; p++)
            fit.places |= share(&wanted, k->places + p) ? 1 << p : 0;
    }
    return asked & fit.places;
}

static int holds(const u32 *codes, struct line line, u32 one, u32 other)
{
    for (i64 i = line.start; i < line.end; i++)
        if (codes[i] == one || codes[i] == other)
            return 1;
    return 0;
}

/* Whether a word that opens notices stands at a place, whatever its case: one that ends with a blank ("about "), before a name or
   "the". */
static int is_opener(const struct known *k, const u32 *at, const u32 *end)
{
    u32 first = small(&k->letters, *at);
    i64 w = k->opener[first & 0xFF] - 1;
    for (; w >= 0 && w < k->openers_size && !((k->openers[w + 1] ^ first) & 0xFF); w += 1 + k->openers[w]) {
        i64 n = 0;
        while (n < k->openers[w] && at + n < end && small(&k->letters, at[n]) == k->openers[w + 1 + n])
            n++;
        if (n == k->openers[w])
            return k->openers[w + n] != ' ' || is_capital_letter(at[n]) || at[n] == 't';
    }
    return 0;
}

/* Whether a line may be what a notice begins with, that stands behind an article. */
static int opens_notice(const struct known *k, const u32 *codes, struct line line)
{
    const struct letters *t = &k->letters;
    for (i64 i = line.start, skipped = 0; i < line.end && skipped <= BEFORE_NOTICE; i++, skipped++) {
        int kind = codes[i] < 0x10000 ? kind_of(t, codes[i]) : 0;
        if (kind & DIGIT) { /* "12 comments", "3 thoughts on ...": what is counted begins so in the languages of `_COMMENTS` */
            while (i < line.end && (codes[i] >= 0x10000 || kind_of(t, codes[i]) & DIGIT)) /* there are digits beyond the tables */
                i++;
            return i + 1 < line.end && codes[i] == ' ' && among(small(t, codes[i + 1]), "tcrkp");
        }
        if (is_opener(k, codes + i, codes + line.end))
            return 1;
        if (kind & LETTER || codes[i] == '_')
            return 0;
    }
    return 0;
}

/* Whether a line ends as the small print of a form does. */
static int ends_form(const struct letters *t, const u32 *codes, struct line line)
{
    static const char *const ends[] = {"at any time.", "service apply.", "privacy policy.", "terms of service.", "terms of use."};
    for (int i = 0; i < 5; i++) {
        i64 at = line.end, left = (i64)strlen(ends[i]);
        while (left && at > line.start && small(t, codes[at - 1]) == (u32)ends[i][left - 1])
            at--, left--;
        if (!left)
            return 1;
    }
    return 0;
}

/* HEAD, INSIDE, TAIL: whether rules may fit a line that is not blank there; LIST: or it be a heading of other articles; PRINTED: or a
   sentence that goes when it is glued to another. Of these, what is asked. */
static int may_fit(const struct known *k, const u32 *codes, struct line line, int asked)
{
    const struct letters *t = &k->letters;
    i64 size = line.end - line.start;
    u32 last = codes[line.end - 1];
    if (stops(last) && size > LONGEST_SENTENCE && !ends_form(t, codes, line))
        asked &= ~INSIDE;
    if (stops(last) || size > LONGEST_HEADING)
        asked &= ~LIST;
    if (size > LONGEST || !asked)
        return 0;
    int found = fitting(k, codes, line, asked);
    if (asked & ~found & (ENDS | INSIDE | PRINTED) && size <= LONGEST_PHRASE) {
        u64 hash = folded(t, codes, line);
        found |= has(k->ends, k->ends_mask, hash) ? ENDS | PRINTED : 0;
        found |= has(k->inside, k->inside_mask, hash) ? INSIDE : 0;
        found &= asked;
    }
    if (found & INSIDE && stops(last) && !speaks_of(t, k->inviting, k->inviting_mask, codes, line))
        found &= ~INSIDE;
    if (found & (ENDS | PRINTED) && size > SHORTEST_PLAIN && stops(last) && last != ')' && !holds(codes, line, '@', 0xA9) &&
        !speaks_of(t, k->formal, k->formal_mask, codes, line))
        found &= ~(ENDS | PRINTED);
    return found;
}

/* The same of lines that may be furniture, by rules or, at the ends of a text, by their wording. */
static int may_be(const struct known *k, const u32 *codes, struct line line, int asked)
{
    int found = may_fit(k, codes, line, asked);
    if (asked & ~found & ENDS && line.end - line.start <= LONGEST &&
        may_go(k->wording, &k->letters, codes, line, k->wording->least))
        found |= asked & ENDS;
    return found;
}

/* Whether somewhere in a text in UTF-8 a stop, not that of an initial, stands right before what may begin a sentence (JOINED in prose.py):
   of letters beyond ASCII their first byte, of signs their last one. */
static int holds_joint(const u8 *p, i64 size)
{
    u8 found = 0;
    for (i64 i = 1; i + 1 < size && !found; i += JOINTS) {
        i64 many = size - 1 - i < JOINTS ? size - 1 - i : JOINTS;
#pragma GCC unroll 1
        for (i64 k = 0; k < many; k++) { /* by sums: of "or"s compilers make jumps */
            u8 before = p[i + k - 1], c = p[i + k], next = p[i + k + 1];
            u8 ends = (c == '.') + (c == '!') + (c == '?') + (c == '"') + (c == ')') + (c == 0xA6) + (c == 0x9D) + (c == 0x99);
            u8 begins = ((u8)(next - 'A') < 26) + (next == '(') + (next == '[') + (next == 0xC2) + (next == 0xC3);
            found += ends & begins & (u8)(1 - ((u8)(before - 'A') < 26)); /* of a product gcc 12 makes a difference */
        }
    }
    return found;
}

/* Where a sentence may begin behind another that ends at a place: behind blanks, or where a parser left none (JOINED in prose.py). Else
   the place itself. The line begins at `low`. */
static i64 behind_end(const u32 *codes, i64 low, i64 end, i64 stops_at)
{
    i64 begin = end + 1, last = end;
    while (begin < stops_at && is_blank(codes[begin]))
        begin++;
    if (begin == stops_at)
        return end;
    if (begin > end + 1)
        return begin;
    last -= last > low && closes(codes[last]);
    return last > low && ends(codes[last]) && are_joined(codes[last - 1], codes[begin]) ? begin : end;
}

/* Whether a label, what is worded as furniture is, or a news API's cut mark may be glued behind the last sentence of a line. */
static int is_glued(const struct known *k, const u32 *codes, struct line line)
{
    i64 size = line.end, last = stripped(&k->letters, codes, line, BLANK).end;
    i64 from = size - line.start > REACH_OF_GLUED ? size - REACH_OF_GLUED : line.start;
    if (last > from && codes[last - 1] == ']')
        return 1;
    int sentence = last > from && stops(codes[last - 1]) && codes[last - 1] != '!' &&
                   !(last - 1 > from && codes[last - 1] == ')' && kind_of(&k->letters, codes[last - 2]) & DIGIT);
    i64 begins[REACH_OF_GLUED], count = 0; /* sentences behind others */
    for (i64 i = from; (i = next_that(is_closing, codes, i, last)) < last; i++)
        if ((begins[count] = behind_end(codes, line.start, i, last)) > i)
            count++;
    int worded = 0;
    for (i64 n = count; n-- && !worded;) { /* the last one; what no blank is before may be part of an address, and what closes is none */
        struct line final = {begins[n], size};
        worded = may_go(k->wording, &k->letters, codes, final, k->wording->least) || may_fit(k, codes, final, TAIL);
        u32 first = codes[begins[n]];
        if (is_blank(codes[begins[n] - 1]) && !stops(first) && first != ']' && first != 0xBB)
            break;
    }
    for (i64 n = 0; n < count; n++) {
        struct line words = {begins[n], size};
        if (may_fit(k, codes, words, INSIDE | (sentence ? PRINTED : TAIL)) ||
            (worded && may_go(k->wording, &k->letters, codes, words, k->wording->least)))
            return 1;
    }
    return 0;
}

/* Whether a label may be glued behind a sentence of a line inside a text: behind a blank, if the line ends without a stop. */
static int is_glued_inside(const struct known *k, const u32 *codes, struct line line, int joint)
{
    i64 last = stripped(&k->letters, codes, line, BLANK).end;
    i64 from = line.end - line.start > REACH_INSIDE ? line.end - REACH_INSIDE : line.start;
    u32 closing = codes[last - 1];
    int stopped = (ends(closing) && closing != '!') || quote(closing) ||
                  (closing == ')' && last - 1 > line.start && ends(codes[last - 2]) && codes[last - 2] != 0x2026);
    if (closing == ':' || (stopped && !joint))
        return 0; /* most */
    for (i64 i = from; (i = next_that(is_closing, codes, i, last)) < last; i++) {
        i64 begin = behind_end(codes, line.start, i, last);
        if (begin == i)
            continue;
        struct line words = {begin, line.end};
        u32 first = codes[begin];
        int blank = begin > i + 1;
        if (blank && (stopped || first == '-' || first == 0x2013 || first == 0x2014 || holds(codes, words, '/', '/'))) /* "REUTERS/Ann Lee" */
            continue;
        if (may_fit(k, codes, words, blank && first != '(' && first != '[' ? INSIDE : INSIDE | TAIL) ||
            (!blank && may_go(k->wording, &k->letters, codes, words, k->wording->inside)))
            return 1;
    }
    return 0;
}

static int opening(u32 c) { return c == 0x201C || c == 0x2018 || c == 0xAB || c == 0xBF || c == 0xA1; }

/* How often a word may begin behind a character that is no capital nor space, nor what opens a quotation or brackets. Without
   branches, since all of a text is asked. */
static i64 begun(const u32 *codes, i64 size)
{
    u32 found = 1;
    for (i64 i = 2; i < size; i++) {
        u32 c = codes[i], before = codes[i - 1], opens = (before == '"') & (codes[i - 2] <= ' ');
        found += ((c - 'A' < 26) | (c - 0xA1 < 0x3E) | (c - 0x100 < 0x1F00) | ((c & ~4u) == 0x2018) | (c > 0x206F)) &
                 (before > ' ') & (before - 'A' >= 26) & !opens & ((before & ~4u) != 0x2018) & (before != '(');
    }
    return found;
}

/* Whether a parser may have glued many elements. */
static int glues(const struct letters *t, const u32 *codes, i64 size)
{
    int found = 0;
    if (begun(codes, size) < GLUES)
        return 0; /* most */
    for (i64 i = 1; i < size && found < GLUES; i++) {
        u32 before = codes[i - 1], c = codes[i], behind = i + 1 < size ? codes[i + 1] : ' ';
        if (ends(before))
            found += (opening(c) || (kind_of(t, c) & LETTER && !is_small_letter(c))) && kind_of(t, behind) & LETTER && !is_capital_letter(behind);
        else if (quote(before) || before == ')' || before == 0xBB)
            found += i > 1 && ends(codes[i - 2]) && kind_of(t, c) & LETTER && !is_small_letter(c);
        else if (is_capital_letter(c) && (is_small_letter(before) || (before >= '0' && before <= '9') || before == ']'))
            found += is_small_letter(behind);
    }
    return found >= GLUES;
}

/* What a text's lines tell of it. */
struct told {
    i64 size, lines, filled;
    int labels, strange;
};

/* A rule of dashes or stars is not filled. */
static int is_filled(const struct letters *t, const u32 *codes, struct line bare, struct told *told)
{
    if (bare.end - bare.start > DASHES)
        return 1;
    for (i64 i = bare.start; i < bare.end; i++) {
        if (codes[i] < 0x10000 && kind_of(t, codes[i]) & (DIGIT | LETTER))
            return 1;
        told->strange |= codes[i] >= 0x10000;
    }
    return 0;
}

/* Reads a text in UTF-8 from its first line on: where each may be furniture but at the tail, and which stay as what opens a notice,
   or stands below a headline, where lines before it may go. Returns how many rows. */
static i64 forwards(const struct known *k, const u8 *p, const u8 *stop, u32 *text, struct row *rows, struct told *told)
{
    const struct letters *t = &k->letters;
    i64 count = 0, start = 0;
    int joint = holds_joint(p, stop - p);
    int heading = 1, above = 1, below = 1; /* whether all lines so far may go at the head; stand above the headline, or below, but for signs */
    for (const u8 *next; p <= stop; p = next + 1, start = told->size + 1) {
        next = memchr(p, '\n', stop - p);
        next = next ? next : stop;
        i64 end = told->size = start + characters(p, next, stop, text + start);
        text[end] = '\n';
        struct line line = {start, end}, bare = stripped(t, text, line, BLANK);
        told->lines++;
        if (bare.start == bare.end)
            continue;
        u32 closing = text[bare.end - 1];
        told->labels += end - start <= LABEL && !(among(closing, ".!?,;\"") || closing == 0x201D || closing == 0x2019);
        int filled = is_filled(t, text, bare, told);
        int under = below && told->lines > 1 && end - start <= BELOW;
        int where = may_be(k, text, line, INSIDE | LIST | (heading || under ? HEAD : 0));
        int stays = told->lines > 1 && opens_notice(k, text, line) ? NOTICES : 0;
        stays |= under && where & HEAD ? UNDER : 0;
        stays |= next < stop && is_glued_inside(k, text, line, joint) ? GLUED_INSIDE : 0;
        heading &= !filled || where & HEAD;
        where = filled ? where & (heading ? ~0 : ~HEAD) : 0;
        if (!(where & GOES)) {
            below = above ? (end - start < TITLE ? 2 + SIGNS : 0) : below && end - start <= (below > 1 + SIGNS ? TITLE : SIGN) ? below - 1 : 0;
            above = 0;
        }
        rows[count++] = (struct row){filled ? told->filled++ : -1, start, end, where, stays, 0};
    }
    return count;
}

static int opens_title(const struct letters *t, const u32 *codes, struct line line)
{
    u32 letter = codes[stripped(t, codes, line, BLANK).start];
    return among(letter, "-*") || letter == 0x2022 || letter == 0x2013 || letter == 0xB7;
}

/* From a text's last line on: which may be furniture at the tail, and which mean something where they stand last, or near the
   end, when the lines behind are gone. */
static void backwards(const struct known *k, const u32 *text, struct row *rows, i64 count)
{
    int tail = 1, last = 1;
    i64 behind = 0;
    for (struct row *row = rows + count - 1; row >= rows && (tail || last || behind < MARKS_REACH); row--) {
        struct line line = {row->start, row->end};
        if (row->number >= 0) {
            tail = tail && may_be(k, text, line, TAIL);
            row->where |= tail ? TAIL : 0;
        }
        int goes = row->where & GOES;
        if (last) {
            row->stays |= opens_title(&k->letters, text, line) ? TITLES : 0;
            row->stays |= is_glued(k, text, line) ? GLUED : 0;
            last = goes;
        }
        if (behind < MARKS_REACH) {
            i64 reach = line.end - (MARKS_REACH - behind);
            reach = reach > line.start ? reach : line.start;
            const struct sets marks = {{1}}, found = held(&k->letters, k->marks, text, (struct line){reach, line.end}, &marks);
            row->stays |= is_any(&found) ? NOTICES : 0;
            behind += goes ? 0 : line.end - line.start;
        }
    }
}

/* Which lines inside a text may go for their wording: short ones, since all of them are looked at. */
static void by_wording(const struct known *k, const u32 *text, struct row *rows, i64 count)
{
    for (struct row *row = rows; row < rows + count; row++)
        if (!(row->where & INSIDE) && row->number >= 0 && row->end - row->start <= SHORT_WORDED &&
            may_go(k->wording, &k->letters, text, (struct line){row->start, row->end}, k->wording->inside))
            row->where |= INSIDE;
}

/* Whether a word may begin behind a character: not all that stand between kinds of white space are such. */
static u32 parts(u32 c) { return (c <= ' ') | (c - 0x85 <= 0xA0 - 0x85) | (c - 0x1680 <= 0x3000 - 0x1680); }

/* Whether six words in ten or more may have no small letter of ASCII first, of the first characters from a line on, or of the last
   up to its end (`step` is 1 or -1), with lines that may go or without. Without branches: rather too many words, and too few with
   a small letter. */
static int are_labels(const u32 *text, const struct row *rows, i64 count, i64 from, int step, int without)
{
    u32 words = 0, small = 0;
    for (i64 i = from, left = STREAM_END; i >= 0 && i < count && left > 0; i += step) {
        i64 start = rows[i].start, end = rows[i].end, next = i + step;
        if (without && rows[i].where & GOES)
            continue;
        if (end - start > left && step > 0)
            end = start + left;
        else if (end - start > left)
            start = end - left;
        left -= end - start;
        if (next >= 0 && next < count) /* the line ends between */
            left -= step > 0 ? rows[next].start - rows[i].end : rows[i].start - rows[next].end;
        words++;
        for (i64 k = start + 1; k < end; k++) {
            u32 before = text[k - 1], c = text[k];
            words += parts(before) & (c != ' ');
            small += (before == ' ') & (c - 'a' < 26);
        }
    }
    return words >= STREAM_WORDS && 5 * small <= 2 * words;
}

/* Whether a text begins or ends in labels, as it is or without lines that may go. */
static int is_stream(const u32 *text, const struct row *rows, i64 count)
{
    for (int without = 0; without < 2; without++)
        for (int step = 1; step >= -1; step -= 2)
            for (i64 i = step > 0 ? 0 : count - 1; i >= 0 && i < count; i += step) {
                if (are_labels(text, rows, count, i, step, without))
                    return 1;
                if (without || !(rows[i].where & GOES)) /* what stands behind is no end */
                    break;
            }
    return 0;
}

/* Where what goes with a line ends: with its own end, and, where an empty line stood before it too, the empty lines behind. */
static i64 behind(const u32 *text, i64 size, const struct row *row)
{
    i64 end = row->end + 1;
    if (row->start > 1 && text[row->start - 1] == '\n' && text[row->start - 2] == '\n')
        while (end < size && text[end] == '\n')
            end++;
    return end;
}

enum { ALIGNED = WIDGET - 3 }; /* of so many places side by side four bytes of a widget's first ones begin at one */

/* Whether one of the widgets' strings stands in a text. */
static int holds_widget(const struct known *k, const u8 *p, i64 size)
{
    for (i64 at = 0; at + 4 <= size; at += ALIGNED)
        if (k->widget[four(p + at)])
            for (const u8 *s = k->widgets; s < k->widgets + k->widgets_size; s += 1 + *s)
                for (int before = 0; before < ALIGNED; before++)
                    if (!memcmp(p + at, s + 1 + before, 4) && at >= before && at - before + *s <= size &&
                        !memcmp(p + at - before, s + 1, *s))
                        return 1;
    return 0;
}

/* What a text may hold if all lines go that may, and a row for each of these lines. Returns how many rows. */
static i64 glance(const struct known *k, const u8 *data, i64 bytes, u32 *text, struct row *rows, struct told *told, int32_t *flags)
{
    i64 staying = 0, read = 0, kept = 0, count = forwards(k, data, data + bytes, text, rows, told), size = told->size;
    by_wording(k, text, rows, count);
    backwards(k, text, rows, count);
    *flags = told->strange ? STRANGE : 0;
    if (holds_widget(k, data, bytes) || (size && has_code(k->last, k->last_count, text[size - 1])))
        *flags |= WIDGETS;
    for (i64 i = 0; i < count; i++)
        if (!(rows[i].where & GOES)) {
            staying++;
            read += rows[i].end - rows[i].start;
        }
    if (size >= STREAM && size >= LONG_LINES * staying && is_stream(text, rows, count))
        *flags |= PAGE;
    /* Lines are longer, and more of them among the first characters, when others are gone. */
    if (told->labels >= LABELS || (size >= LONG_LINES * staying && glues(&k->letters, text, LOOK < read ? size - read + LOOK : size)))
        *flags |= PAGE;
    for (i64 i = 0; i < count; i++) {
        *flags |= rows[i].where & LIST ? LISTED : 0;
        if (rows[i].where) {
            rows[kept] = rows[i];
            rows[kept++].behind = behind(text, size, rows + i);
        } else
            *flags |= rows[i].stays;
    }
    return kept;
}

/* Makes what is known ready to be looked for, in a room of zeros if there is one. Returns how many bytes it has. */
i64 furniture_known(const u8 *kinds, const u16 *lower, const u64 *ends, i64 ends_mask, const u64 *inside, i64 inside_mask,
                    const u64 *inviting, i64 inviting_mask, const u64 *formal, i64 formal_mask, const u32 *openers, i64 openers_size,
                    const u8 *widgets, i64 widgets_size, const u32 *last, i64 last_count, const struct words *marks,
                    const struct words *needs, const struct wording *wording, const struct beginning *beginnings, const u32 *ending,
                    const struct rules *rules, const struct sets *places, struct known *room)
{
    if (!room)
        return sizeof *room;
    *room = (struct known){.letters = {kinds, lower}, .ends = ends, .inside = inside, .inviting = inviting, .formal = formal,
                           .ends_mask = ends_mask, .inside_mask = inside_mask, .inviting_mask = inviting_mask,
                           .formal_mask = formal_mask, .beginnings = beginnings, .ending = ending, .rules = rules, .places = places,
                           .openers = openers, .openers_size = openers_size, .needs = needs, .marks = marks, .widgets = widgets,
                           .widgets_size = widgets_size, .last = last, .last_count = last_count, .wording = wording};
    for (u32 letter = 0; letter < 0x80; letter++)
        room->first[letter] = child(room, beginnings, letter);
    for (i64 w = 0; w < openers_size; w += 1 + openers[w])
        if (!room->opener[openers[w + 1] & 0xFF])
            room->opener[openers[w + 1] & 0xFF] = 1 + w;
    for (const u8 *s = widgets; s < widgets + widgets_size; s += 1 + *s)
        for (int i = 0; i < ALIGNED; i++)
            room->widget[four(s + 1 + i)] = 1;
    return sizeof *room;
}

/* For each text in UTF-8 (where it lies, how many bytes) what `glance` tells (`flags`, `rows`), how many characters it has, how many
   lines are filled, and how many may be furniture; and of each of these a hash. Returns how many rows; -1 where there is no memory. */
i64 furniture_glance(const struct known *k, const u8 *const *data, const i64 *bytes, i64 texts, int32_t *flags, int32_t *sizes,
                     int32_t *filled, int32_t *found, struct row *rows, u64 *lines)
{
    i64 count = 0, longest = 0;
    for (i64 i = 0; i < texts; i++)
        longest = bytes[i] > longest ? bytes[i] : longest;
    u32 *text = malloc((longest + BLOCK) * sizeof *text);
    if (!text)
        return -1;
    for (i64 i = 0; i < texts; i++) {
        struct told told = {0};
        found[i] = glance(k, data[i], bytes[i], text, rows + count, &told, flags + i);
        sizes[i] = told.size;
        filled[i] = told.filled;
        for (i64 end = count + found[i]; count < end; count++) {
            struct hash h = {0, 0};
            put_all(&h, text + rows[count].start, rows[count].end - rows[count].start);
            lines[count] = done(&h) ? done(&h) : 1;
        }
    }
    free(text);
    return count;
}

/* Makes words ready to be searched for, in a room of zeros if there is one. Returns how many bytes it has; -1 where there are more
   words than it is made for. */
i64 words_ready(const struct word *words, i64 count, struct words *room)
{
    if (count > MOST_WORDS)
        return -1;
    if (room)
        begin_words(room, words, count);
    return sizeof *room;
}

/* Tells the sets of which a line in UTF-8, of LONGEST characters at the most, has a word. */
i64 words_held(const u8 *line, i64 size, const u8 *kinds, const u16 *lower, const struct words *words, struct sets *found)
{
    const struct letters letters = {kinds, lower};
    u32 codes[LONGEST + 2 * BLOCK];
    struct sets all;
    memset(&all, 0xFF, sizeof all);
    *found = held(&letters, words, codes, (struct line){0, characters(line, line + size, line + size, codes)}, &all);
    return size;
}

/* What `worded` says of each line. */
i64 wordings(const u32 *codes, const i64 *bounds, i64 lines, const u8 *kinds, const u16 *lower, const struct wording *wording,
             i64 gated, double *found)
{
    const struct letters letters = {kinds, lower};
    for (i64 i = 0; i < lines; i++)
        found[i] = worded(wording, &letters, codes, (struct line){bounds[i], bounds[i + 1]}, gated);
    return lines;
}

/* The bits of what `worded` says of one line, gated; of no number where it has characters beyond the tables. */
i64 wording_bits(const u32 *codes, i64 size, const u8 *kinds, const u16 *lower, const struct wording *wording)
{
    const struct letters letters = {kinds, lower};
    const struct line line = {0, size};
    double found = is_beyond(codes, line) ? NAN : worded(wording, &letters, codes, line, 1);
    i64 bits;
    memcpy(&bits, &found, sizeof bits);
    return bits;
}
