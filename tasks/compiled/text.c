/* Whole texts: words between white space, how many a text has, and whether they are English (the C of tasks/language.py); what
   the first repairs may have to do in it (the C of tasks/repair/spots.py). */

#include "bytes.h"
#include "lines.h"

/* Where the UTF-8 of Python's strings lies, by a function of its own; up to the first that has none. Returns how many. */
i64 utf8_places(void *const *strings, i64 many, const u8 *(*utf8)(void *, i64 *), const u8 **places, i64 *sizes)
{
    i64 i = 0;
    while (i < many && (places[i] = utf8(strings[i], sizes + i)))
        i++;
    return i;
}

enum { FIELDS = 5, START = 2 }; /* of an edit: all are strings but for where it begins */

/* The fields of Python's tuples, by its own functions: where the UTF-8 of the strings lies, field by field, and the numbers; up to
   the first tuple that has no such fields. Returns how many. */
i64 edit_fields(void *const *edits, i64 many, void *(*field)(void *, i64), const u8 *(*utf8)(void *, i64 *), i64 (*number)(void *),
                const u8 **places, i64 *sizes, i64 *starts)
{
    for (i64 i = 0; i < many; i++) {
        i64 at = i;
        for (int which = 0; which < FIELDS; which++) {
            void *value = field(edits[i], which);
            if (!value)
                return i;
            if (which == START) {
                if ((starts[i] = number(value)) < 0)
                    return i;
                continue;
            }
            if (!(places[at] = utf8(value, sizes + at)))
                return i;
            at += many;
        }
    }
    return many;
}

/* What lies in many places, one behind the other. Returns how many bytes. */
i64 joined(const u8 *const *places, const i64 *sizes, i64 many, u8 *to)
{
    u8 *end = to;
    for (i64 i = 0; i < many; end += sizes[i++])
        memcpy(end, places[i], sizes[i]);
    return end - to;
}

enum { SHORT = 8 }; /* bytes of a word that a table may hold */

/* Of 64 bytes, as bits: those that are no white space; and those that are not ASCII. */
static inline u64 filled(const u8 *p, u64 *beyond)
{
    u8 part[WINDOW], odd[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
        u8 c = p[i];
        part[i] = !((c == ' ') | ((u8)(c - 9) < 5) | ((u8)(c - 28) < 4));
        odd[i] = c >> 7;
    }
    *beyond = bits(odd);
    return bits(part);
}

/* -1 for a text with characters that are words of their own. */
i64 count_words(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, int32_t *counts)
{
    const struct letters t = {kinds, 0};
    for (i64 i = 0; i < texts; i++) {
        int32_t count = 0;
        u64 within = 0;
        u32 code;
        for (const u8 *p = data + bounds[i], *end = data + bounds[i + 1]; p < end;) {
            u64 beyond = 1, part = 0;
            if (end - p >= WINDOW)
                part = filled(p, &beyond);
            if (beyond & 1) { /* or near the end */
                p = decoded(p, &code);
                int kind = kind_of(&t, code);
                if (kind & ALONE || code >= 0x20000) {
                    count = -1;
                    break;
                }
                part = !(kind & BLANK);
                count += part & ~within;
                within = part;
                continue;
            }
            int size = beyond ? __builtin_ctzll(beyond) : WINDOW;
            part = lowest(part, size);
            count += __builtin_popcountll(part & ~(part << 1 | within));
            within = part >> (size - 1);
            p += size;
        }
        counts[i] = count;
    }
    return texts;
}

/* Words between white space, how many are one language's and others', characters, and how many of these are beyond ASCII. */
struct tally {
    i64 words, ours, theirs, looked, beyond;
};

/* Words of up to eight bytes, as numbers, each where its product with a factor says; 0 elsewhere. */
struct table {
    const u64 *words;
    u64 factor;
    i64 shift;
};

static inline int has_word(const struct table *table, u64 word)
{
    return table->words[word * table->factor >> table->shift] == word;
}

static inline void count_word(struct tally *tally, const struct table *tables, u64 word, int size)
{
    int known = size <= SHORT; /* no branches: which word comes next is not to be guessed */
    tally->words++;
    tally->ours += known & has_word(tables, word);
    tally->theirs += known & has_word(tables + 1, word);
}

/* Counts words from `p` on that are whole within a window, and of ASCII; how far that goes. */
static int count_plain(const u8 *p, struct tally *tally, const struct table *tables)
{
    u64 beyond, part = filled(p, &beyond);
    int stop;
    part = whole_words(part, beyond, &stop);
    for (u64 starts = part & ~(part << 1), ends = ~part & part << 1; starts; starts &= starts - 1, ends &= ends - 1) {
        int start = __builtin_ctzll(starts), size = __builtin_ctzll(ends) - start;
        /* No sign becomes a letter by this bit, which makes letters small. */
        count_word(tally, tables, lowest(eight(p + start) | 0x2020202020202020ULL, 8 * size), size);
    }
    tally->looked += stop;
    return stop;
}

enum { FEW_OURS = 3, FEW_SHARE = 5 }; /* as in language.py: of fewer words, all of ASCII and none of `theirs` */

/* Whether one of `share` words is one of `ours`, of `least` or more, more than `times` as many as of `theirs`, and one character in
   `ascii` at the most beyond ASCII, in the first characters up to either of two limits. No word is in both
   tables. */
i64 english_texts(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, const u64 *ours, u64 our_factor,
                  i64 our_shift, const u64 *theirs, u64 their_factor, i64 their_shift, i64 few, i64 many, i64 least, i64 share, i64 times, i64 ascii, u8 *found)
{
    const struct letters t = {kinds, 0};
    const struct table tables[] = {{ours, our_factor, our_shift}, {theirs, their_factor, their_shift}};
    for (i64 i = 0; i < texts; i++) {
        found[i] = 0;
        for (int pass = 0; pass < 2 && !found[i]; pass++) {
            const u8 *p = data + bounds[i], *end = data + bounds[i + 1];
            const i64 most = pass ? many : few;
            struct tally tally = {0};
            u64 word = 0;
            int size = 0;
            for (u32 code; p < end || size;) {
                if (!size && end - p >= WINDOW + SHORT && most - tally.looked >= WINDOW && *p < 0x80) {
                    int done = count_plain(p, &tally, tables);
                    p += done;
                    if (done)
                        continue;
                }
                code = ' '; /* what ends the last word */
                if (p < end && tally.looked < most) {
                    p = decoded(p, &code);
                    tally.looked++, tally.beyond += code >= 0x80;
                } else
                    p = end;
                if (!(kind_of(&t, code) & BLANK)) {
                    if (size < SHORT)
                        word |= (u64)(code < 0x80 ? code | 0x20 : 0xFF) << 8 * size;
                    size++;
                } else if (size) {
                    count_word(&tally, tables, word, size);
                    word = size = 0;
                }
            }
            if (tally.words < least)
                found[i] = tally.ours >= FEW_OURS && tally.ours * FEW_SHARE >= tally.words && !tally.theirs && !tally.beyond;
            else
                found[i] = tally.ours * share >= tally.words && tally.ours > times * tally.theirs &&
                       tally.beyond * ascii <= tally.looked;
        }
    }
    return texts;
}

/* As in spots.py. */
enum { MARKUP = 1, ENCODING = 2, WHITESPACE = 4, STRANGERS = 64, RUN = 3, CHARACTER = 21, EMPTY_LINES = 5 };
enum { REACH = 4 * 300 }; /* bytes in which the rest of a tag ends that a text begins with: see markup.py */

static int has_number(const u64 *some, i64 many, u64 number)
{
    for (i64 i = 0; i < many; i++)
        if (some[i] == number)
            return 1;
    return 0;
}

/* Whether what stands behind a question mark makes that one that may be no question: another, or a letter. */
static int asks_on(u8 c) { return (c == '?') | ((u8)((c | 0x20) - 'a') < 26); }

/* Bytes looked at together, and which of them are no plain text: control codes, beginnings of markup, characters beyond ASCII,
   and question marks that may be none. */
struct block {
    const u8 *start;
    u64 odd;
};

static u64 odd_bits(const u8 *p) /* and the byte behind them: a text's last has one */
{
    u8 odd[WINDOW];
    for (int i = 0; i < WINDOW; i++)
        odd[i] = (p[i] < ' ') | (p[i] >= 127) | (p[i] == '<') | (p[i] == '&') | (p[i] == ';');
    for (int i = 0; i < WINDOW; i++) /* by itself: of more comparisons in one a compiler makes a table, at a third of the speed */
        odd[i] |= (p[i] == '\\') | ((p[i] == '?') & asks_on(p[i + 1]));
    return bits(odd);
}

/* The first such byte from `p` on, or `end`. */
static const u8 *next_odd(struct block *block, const u8 *p, const u8 *end)
{
    for (;;) {
        if (p >= end)
            return end;
        if (!block->start || p - block->start >= WINDOW) {
            block->start = p;
            if (end - p >= WINDOW)
                block->odd = odd_bits(p);
            else { /* what stands behind a text is nobody's */
                u8 rest[WINDOW + 1] = {0};
                memcpy(rest, p, end - p);
                block->odd = lowest(odd_bits(rest), end - p);
            }
        }
        u64 left = block->odd >> (p - block->start);
        if (left)
            return p + __builtin_ctzll(left);
        p = block->start + WINDOW;
    }
}

/* Whether a run that begins there may be what stands for an apostrophe where one encoding was read as another: "donít", "itÕs",
   "theyÆre", "don¹t", "donât"; or for a quotation mark: "âWe". Rather too often. */
static int swaps(const u8 *begin, const u8 *p, const u8 *end)
{
    if (end - p < 3 || !(p[0] == 0xC3 || (p[0] == 0xC2 && p[1] == 0xB9)))
        return 0;
    if (p[1] == 0xA2 && p[2] >= 'A' && p[2] <= 'Z' && (p == begin || p[-1] <= ' ' || p[-1] == '('))
        return 1;
    return p > begin && (p[1] == 0xAD || p[1] == 0x95 || p[1] == 0x86 || p[1] == 0xA2 || p[0] == 0xC2) && strchr("nteyuiNTEYUI", p[-1]) &&
           strchr("tsrmvlTSRMVL", p[2]);
}

/* Whether a semicolon may end the name of a letter with an accent ("eacute;"). */
static int names_letter(const u8 *begin, const u8 *p)
{
    static const char *const ends[] = {"cute", "rave", "circ", "uml", "ilde", "edil", "ring", "lash", "zlig", "elig", "Elig"};
    for (int i = 0; i < 11; i++) {
        i64 size = (i64)strlen(ends[i]);
        if (p - begin > size && !memcmp(p - size, ends[i], size))
            return 1;
    }
    return 0;
}

/* MARKUP where "u20" or "u00" stands somewhere, of which a backslash may have been taken out, "_x", or what an address ("%E2", "%u",
   "%27") or an e-mail ("=E2") writes a character by; ENCODING where "aEU" does, as signs are spelt out. Without a branch, many bytes
   are looked at at once. */
static int numbered(const u8 *p, i64 size)
{
    int what = 0;
    for (i64 at = 0; at + 3 < size;) {
        i64 stop = size - 3 - at < 0x1000 ? size - 3 : at + 0x1000;
        u8 found = 0, spelt = 0;
        for (i64 from = at; from < stop; from++)
            spelt |= (p[from] == 'a') & (p[from + 1] == 'E') & (p[from + 2] == 'U');
        for (; at < stop; at++)
            found |= ((p[at] == 'u') & ((p[at + 1] & ~2) == '0') & (p[at + 2] == '0')) | ((p[at] == '_') & (p[at + 1] == 'x')) |
                     ((p[at] == '%') & (((u8)((p[at + 1] | 0x20) - 'c') < 3) | (p[at + 1] == '2') | (p[at + 1] == 'u'))) |
                     ((p[at] == '=') & (((u8)(p[at + 1] - 'C') < 3) | (p[at + 1] == '9')));
        what |= (found ? MARKUP : 0) | (spelt ? ENCODING : 0);
    }
    return what;
}

/* The character that ends before `p`. */
static u32 before(const u8 *p, const u8 *begin)
{
    u32 code;
    do
        p--;
    while (p > begin && (*p & 0xC0) == 0x80);
    decoded(p, &code);
    return code;
}

/* Whether two signs stand side by side. */
static int doubled(const u8 *p, const u8 *end, u8 first, u8 second)
{
    while ((p = memchr(p, first, end - p)))
        if (++p < end && *p == second)
            return 1;
    return 0;
}

/* Whether two blanks stand before what may be a small letter. Without branches, since all of a text is asked. */
static int parts_words(const u8 *p, i64 size)
{
    u8 found = 0;
    for (i64 i = 2; i < size; i++)
        found |= (p[i - 2] == ' ') & (p[i - 1] == ' ') & ((u8)(p[i] - 'a') < 26 || p[i] > 127);
    return found;
}

/* What may be amiss in each text, UTF-8. Runs beyond ASCII are right if they are in a table; the others are told too, as far as
   there is room. Returns how many. */
i64 text_spots(const u8 *const *data, const i64 *sizes, i64 texts, const u8 *kinds, const u64 *right, i64 mask, u8 *found,
               u64 *strangers)
{
    struct letters t = {kinds, 0};
    i64 many = 0;
    u8 ending[128] = {0};
    for (const char *c = "0123456789tpsoh"; *c; c++)
        ending[(int)*c] = 1; /* the last characters of "#39", "quot", "amp", "apos", "lsquo", "ndash", ... */
    for (i64 i = 0; i < texts; i++) {
        const u8 *begin = data[i], *end = begin + sizes[i], *p = begin;
        struct block block = {0, 0};
        int what = 0;
        u32 code;
        if (p < end && (decoded(p, &code), kind_of(&t, code) | kind_of(&t, before(end, begin))) & BLANK)
            what |= WHITESPACE;
        what |= parts_words(p, sizes[i]) ? WHITESPACE : 0;
        if (memchr(p, '>', sizes[i] < REACH ? sizes[i] : REACH) || (sizes[i] > 2 && *p == 'b' && (p[1] == '\'' || p[1] == '"')) ||
            (p < end && *p == '#') ||
            doubled(p, end, ']', '(') || doubled(p, end, ']', '[') || doubled(p, end, '[', '/') || doubled(p, end, '*', '*') || doubled(p, end, '#', '#'))
            what |= MARKUP;
        what |= numbered(p, sizes[i]);
        while ((p = next_odd(&block, p, end)) < end) {
            if (*p == '\n') {
                const u8 *first = p;
                if (p > begin && kind_of(&t, before(p, begin)) & BLANK)
                    what |= WHITESPACE;
                while (p < end && *p == '\n')
                    p++;
                if (p - first >= EMPTY_LINES)
                    what |= WHITESPACE;
            } else if (*p < 127) {
                if (*p == '<' || *p == '&' || *p == '\\' || (*p == ';' && p > begin && ((p[-1] < 128 && ending[p[-1]]) || names_letter(begin, p))))
                    what |= MARKUP;
                else if (*p == '\r')
                    what |= WHITESPACE;
                else if (*p == '?')
                    what |= end - p > 1 && asks_on(p[1]) ? ENCODING : 0;
                else if (*p < ' ' && *p != '\t')
                    what |= ENCODING;
                p++;
            } else {
                int size = 0;
                u64 run = 0;
                what |= swaps(begin, p, end) ? ENCODING : 0;
                if (end - p > 2 && p > begin && p[-1] == ' ' && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x9D)
                    what |= WHITESPACE; /* a closing quotation mark */
                for (; p < end && *p >= 127; size++) {
                    p = decoded(p, &code);
                    if (size < RUN)
                        run |= (u64)code << CHARACTER * size;
                    if (code == 0xA0)
                        what |= WHITESPACE;
                }
                if (size > RUN || (p < end && *p < ' ' && *p != '\n' && *p != '\t' && *p != '\r'))
                    what |= ENCODING;
                else if (!has(right, mask, mixed(run))) {
                    what |= ENCODING;
                    if (many < STRANGERS && !has_number(strangers, many, run))
                        strangers[many++] = run;
                }
            }
        }
        found[i] = what;
    }
    return many;
}

/* Where the runs of characters beyond ASCII begin and end in each text, in characters, between 0 and the text's end; and how many
   numbers that are. None of a text that has control codes, question marks that may be none, a run of more than so many
   bytes, or one that may be an apostrophe. Returns how many in all. */
i64 runs_beyond(const u8 *const *data, const i64 *sizes, i64 texts, i64 longest, i64 *edges, i64 *counts)
{
    i64 many = 0;
    for (i64 i = 0; i < texts; i++) {
        const u8 *begin = data[i], *end = begin + sizes[i], *p = begin;
        struct block block = {0, 0};
        i64 first = many, more = 0; /* bytes that begin no character */
        int plain = 1;
        edges[many++] = 0;
        while (plain && (p = next_odd(&block, p, end)) < end) {
            const u8 *start = p;
            if (*p < 0x80) {
                plain = (*p >= ' ' && *p < 127 && !(*p == '?' && end - p > 1 && asks_on(p[1]))) || *p == '\t' || *p == '\n' || *p == '\r';
                p++;
                continue;
            }
            edges[many++] = p - begin - more;
            for (; p < end && *p >= 0x80; p++)
                more += (*p & 0xC0) == 0x80;
            edges[many++] = p - begin - more;
            plain = p - start <= longest && !swaps(begin, start, end);
        }
        edges[many++] = sizes[i] - more;
        many = plain ? many : first;
        counts[i] = many - first;
    }
    return many;
}
