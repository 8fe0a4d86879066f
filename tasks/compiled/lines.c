/* What lines look like to those who count them: the C of tasks/furniture/sightings.py, bit for bit. */

#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "masks.h"

/* As in sightings.py. */
enum { HEAD_LINES = 6, TAIL_LINES = 10, SENTENCES = 2, LAST_SENTENCES = 5, GLUED_LINES = 2, LONGEST_SENTENCE = 300, SHORT_SENTENCE = 100 };
enum { LONGEST_LABEL = 300, REPEATS = 2, MOST_LABELS = 40, LONGEST_OPENED = 160, OPENING_WORDS = 3 };
enum { DASHES = 12, TELLING = 100, MIDDLE = 40, HEAD = 0, TAIL = 1, BODY = 2, OPENING = 3, PREFIX = 5 };
enum { MOST_WORDS = 12, LONGEST_PREFIX = 120, SHORTEST_PREFIXED = 80 };

static inline int is_end(const u32 *c) { return ends(c[0]); }
static inline int is_break(const u32 *c) { return c[0] == '\n'; }

/* The next gap between two sentences at or behind `at`, or, if the last one ended there (`again`), behind it; ending before `stop`: its
   start and end, or none. */
static int gap(const struct letters *t, const u32 *codes, i64 low, i64 at, int again, i64 stop, struct line *found)
{
    for (i64 i = at - 2 > low ? at - 2 : low; (i = next_that(is_end, codes, i, stop)) < stop; i++) {
        i64 start = i + 1, end;
        start += start < stop && closes(codes[start]);
        for (end = start; end < stop && is_blank(codes[end]);)
            end++;
        if (start >= at && end < stop && (start < end ? !(kind_of(t, codes[end]) & BLANK) : start >= at + again && i > low && are_joined(codes[i - 1], codes[end]))) {
            *found = (struct line){start, end};
            return 1;
        }
    }
    return 0;
}

static i64 first_sentences(const struct letters *t, const u32 *codes, struct line line, struct line *out)
{
    i64 n = 0, start = line.start, stop = line.start + SENTENCES * LONGEST_SENTENCE;
    struct line found;
    stop = stop < line.end ? stop : line.end;
    for (i64 at = start; n < SENTENCES && gap(t, codes, line.start, at, n > 0, stop, &found); at = start) {
        out[n++] = (struct line){start, found.start};
        start = found.end;
    }
    return n;
}

static i64 last_sentences(const struct letters *t, const u32 *codes, struct line line, struct line *out)
{
    i64 n = 0, many = 0, at = line.end - LAST_SENTENCES * LONGEST_SENTENCE, stop = line.end;
    struct line found, last[LAST_SENTENCES];
    at = at > line.start ? at : line.start;
    while (gap(t, codes, line.start, at, many > 0, line.end, &found)) {
        last[many++ % LAST_SENTENCES] = found;
        at = found.end;
    }
    for (; n < LAST_SENTENCES && n < many; n++) {
        found = last[(many - 1 - n) % LAST_SENTENCES];
        if (n >= SENTENCES && stop - found.end > SHORT_SENTENCE)
            break;
        out[n] = (struct line){found.end, stop};
        stop = found.start;
    }
    return n;
}

static i64 words_in(const struct letters *t, const u32 *codes, struct line line)
{
    i64 words = 0;
    for (int blank = 1, now; line.start < line.end; line.start++, blank = now) {
        now = kind_of(t, codes[line.start]) & BLANK;
        words += blank > now;
    }
    return words;
}

/* What a line says up to its first colon, where that is some words and the line is no sentence. */
static int opening(const struct letters *t, const u32 *codes, struct line line, struct line *found)
{
    i64 at = line.start;
    if (line.end - line.start > LONGEST_OPENED)
        return 0;
    while (at + 1 < line.end && !(codes[at] == ':' && codes[at + 1] == ' '))
        at++;
    if (at + 1 >= line.end)
        return 0;
    u32 last = codes[stripped(t, codes, line, BLANK).end - 1];
    if (last == ':' || ends(last) || closes(last))
        return 0;
    *found = (struct line){line.start, at + 1};
    return words_in(t, codes, (struct line){line.start, at}) >= OPENING_WORDS;
}

/* What may be set before a long line: up to where, where the word behind it begins, and where the one behind that ends. */
struct prefix {
    i64 end, begins, ends;
};

/* As in tasks/furniture/prefixes.py. */
static i64 prefixes(const struct letters *t, const u32 *codes, struct line line, struct prefix *found)
{
    i64 starts[MOST_WORDS + 2], stops[MOST_WORDS + 2], words = 0, n = 0;
    if (line.end - line.start < SHORTEST_PREFIXED)
        return 0;
    for (i64 at = line.start; words < MOST_WORDS + 2; words++) {
        while (at < line.end && codes[at] == ' ')
            at++;
        if (at == line.end)
            break;
        starts[words] = at;
        while (at < line.end && codes[at] != ' ')
            at++;
        stops[words] = at;
    }
    for (i64 k = 1; k + 1 < words && stops[k - 1] - starts[0] <= LONGEST_PREFIX; k++) {
        i64 first = starts[k];
        u32 c = codes[first];
        first += (c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == '(') && first + 1 < stops[k];
        if (codes[first] < 0x10000 && t->lower[codes[first]] != codes[first])
            found[n++] = (struct prefix){stops[k - 1], starts[k], stops[k + 1]};
    }
    return n;
}

struct rows {
    i64 n, first;
    u8 *place;
    u64 *line;
    int32_t *start, *end;
};

static void add(struct rows *r, int place, u64 hash, struct line line)
{
    for (i64 i = r->first; i < r->n; i++)
        if (r->line[i] == hash && r->place[i] == place)
            return;
    r->place[r->n] = place;
    r->line[r->n] = hash;
    r->start[r->n] = line.start;
    r->end[r->n++] = line.end;
}

struct slot {
    u64 hash;
    i64 times;
};

/* The characters of a text in UTF-8, behind which a block has room; and its lines with something in them, and how many. */
static i64 split(const struct letters *t, const u8 *p, const u8 *end, u32 *codes, struct line *lines)
{
    i64 n = 0;
    for (i64 at = 0; p < end; p++) {
        const u8 *stop = memchr(p, '\n', end - p);
        struct line line = {at, at};
        stop = stop ? stop : end;
        line.end = at += characters(p, stop, end, codes + at);
        codes[at++] = '\n';
        struct line bare = stripped(t, codes, line, BLANK);
        if (bare.start < bare.end)
            lines[n++] = line;
        p = stop;
    }
    return n;
}

enum { UNKNOWN = -1 };

/* A text's lines with something in them, and the masks of those that have been asked for. */
struct sheet {
    const struct tables *tables;
    const u32 *codes;
    const struct line *lines;
    i64 n;
    struct mask *masks;
};

/* The mask of one of the lines; most are asked for twice. */
static struct mask mask_of(const struct sheet *s, i64 k)
{
    if (s->masks[k].says == UNKNOWN)
        s->masks[k] = masked(s->tables, s->codes, s->lines[k]);
    return s->masks[k];
}

/* Where the blank stands before which so many do, or the end. */
static i64 blank_at(const u32 *said, i64 size, i64 number)
{
    i64 at = 0;
    for (; at + BLOCK <= size; at += BLOCK) {
        int some = 0;
        for (int k = 0; k < BLOCK; k++)
            some += said[at + k] == ' ';
        if (some > number)
            break;
        number -= some;
    }
    while (at < size && (said[at] != ' ' || number--))
        at++;
    return at;
}

/* What tells an article by one of its lines: the hash of the words in its middle, small, with single blanks. */
static u64 article(const struct letters *t, const u32 *codes, struct line line, u32 *said)
{
    struct hash h = {0, 0};
    struct signs signs;
    i64 size = said_in(t, codes, stripped(t, codes, line, AROUND), 1, said, &signs), words = 1, start = 0;
    for (i64 i = 0; i < size; i++)
        words += said[i] == ' ';
    if (words / 2 > MIDDLE / 2)
        start = blank_at(said, size, words / 2 - MIDDLE / 2 - 1) + 1;
    put_all(&h, said + start, blank_at(said + start, size - start, MIDDLE - 1));
    return done(&h);
}

static i64 size_of(struct line line) { return line.end - line.start; }

/* The first of the longest lines from one on and before another, or `none`. */
static i64 longest_of(const struct line *lines, i64 from, i64 to, i64 none)
{
    i64 found = from < to ? from : none;
    for (i64 k = from + 1; k < to; k++)
        if (size_of(lines[k]) > size_of(lines[found]))
            found = k;
    return found;
}

/* The longest line on the other side of the line that holds the text's middle, where that tells something; else the longest. */
static i64 other_side(const struct line *lines, i64 n, i64 longest)
{
    i64 all = 0, before = 0, middle = 0;
    for (i64 k = 0; k < n; k++)
        all += size_of(lines[k]);
    while (2 * (before + size_of(lines[middle])) < all)
        before += size_of(lines[middle++]);
    int below = longest < middle || !middle;
    i64 other = longest_of(lines, below ? middle + 1 : 0, below ? n : middle, longest);
    return size_of(lines[other]) >= TELLING ? other : longest;
}

/* The lines at the head or the tail, and the sentences glued to one another in the outermost of them. */
static void sight_ends(const struct sheet *s, int place, struct rows *rows)
{
    const struct letters *letters = &s->tables->letters;
    struct line some[TAIL_LINES + GLUED_LINES * LAST_SENTENCES], glued[LAST_SENTENCES];
    i64 of[sizeof some / sizeof *some]; /* which of the lines; -1: a sentence */
    i64 n = s->n, many = 0, from = place == HEAD || n < TAIL_LINES ? 0 : n - TAIL_LINES, to = place == TAIL || n < HEAD_LINES ? n : HEAD_LINES;
    for (i64 k = from; k < to && n > 1; k++) /* a line by itself is the article */
        if (size_of(s->lines[k]) <= LONGEST_LINE) {
            of[many] = k;
            some[many++] = s->lines[k];
        }
    for (i64 left = GLUED_LINES; from < to && left;) {
        i64 k = place == HEAD ? from++ : --to;
        i64 found = place == HEAD ? first_sentences(letters, s->codes, s->lines[k], glued)
                                  : last_sentences(letters, s->codes, s->lines[k], glued);
        left -= found > 0;
        for (i64 g = 0; g < found; g++)
            if (size_of(glued[g]) <= LONGEST_SENTENCE) {
                of[many] = -1;
                some[many++] = glued[g];
            }
    }
    for (i64 k = 0; k < many; k++) {
        struct mask mask = of[k] < 0 ? masked(s->tables, s->codes, some[k]) : mask_of(s, of[k]);
        if (mask.says)
            add(rows, place, mask.hash, some[k]);
    }
}

/* The short lines that a text has once or twice. `labels` has room for a pointer a line, `slots` for four slots a line and 16 more. */
static void sight_labels(const struct sheet *s, struct slot **labels, struct slot *slots, struct rows *rows)
{
    i64 many = 0, room = 16;
    while (room < 2 * s->n)
        room *= 2;
    memset(slots, 0, room * sizeof *slots);
    for (i64 k = 0; k < s->n; k++) {
        labels[k] = NULL;
        if (size_of(s->lines[k]) > LONGEST_LABEL)
            continue;
        struct line bare = stripped(&s->tables->letters, s->codes, s->lines[k], BLANK);
        struct hash h = {0, 0};
        put_all(&h, s->codes + bare.start, bare.end - bare.start);
        u64 hash = done(&h);
        i64 at = hash & (room - 1);
        while (slots[at].times && slots[at].hash != hash)
            at = (at + 1) & (room - 1);
        slots[at].hash = hash;
        if (!slots[at].times++)
            labels[k] = slots + at; /* told once, where it first stands */
    }
    for (i64 k = 0; k < s->n && s->n > 1 && many < MOST_LABELS; k++) {
        if (!labels[k] || labels[k]->times > REPEATS)
            continue;
        many++;
        struct mask mask = mask_of(s, k);
        if (mask.says)
            add(rows, BODY, mask.hash, s->lines[k]);
    }
}

/* What lines open with, where once or twice. */
static void sight_openings(const struct sheet *s, struct rows *rows)
{
    struct {
        u64 hash;
        i64 times;
        struct line line;
    } openings[MOST_LABELS];
    struct line opened;
    i64 many = 0;
    for (i64 k = 0; k < s->n && s->n > 1; k++) {
        if (!opening(&s->tables->letters, s->codes, s->lines[k], &opened))
            continue;
        struct mask mask = masked(s->tables, s->codes, opened);
        i64 at = 0;
        while (at < many && openings[at].hash != mask.hash)
            at++;
        if (!mask.says || at == MOST_LABELS)
            continue;
        if (at == many) {
            openings[many].hash = mask.hash;
            openings[many].times = 0;
            openings[many++].line = opened;
        }
        openings[at].times++;
    }
    for (i64 k = 0; k < many; k++)
        if (openings[k].times <= REPEATS)
            add(rows, OPENING, openings[k].hash, openings[k].line);
}

/* What may be set before the first line. */
static void sight_prefixes(const struct sheet *s, struct rows *rows)
{
    struct prefix found[MOST_WORDS];
    for (i64 n = prefixes(&s->tables->letters, s->codes, s->lines[0], found); n--;) {
        struct mask mask = masked(s->tables, s->codes, (struct line){s->lines[0].start, found[n].end});
        if (mask.says)
            add(rows, PREFIX, mask.hash, (struct line){s->lines[0].start, found[n].ends});
    }
}

/* The candidates of many texts in UTF-8, those of text i from bounds_of[i] on, and of each text two hashes. Returns how many; -1
   where there is no memory. */
i64 line_sightings(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, const u16 *lower, const u64 *dates,
                   i64 dates_mask, const u8 *date_begins, u64 *articles, i64 *bounds_of, u8 *place_of, u64 *line_of,
                   int32_t *start_of, int32_t *end_of)
{
    struct tables t = {{kinds, lower}, dates, dates_mask, date_begins};
    const struct letters *letters = &t.letters;
    struct rows rows = {0, 0, place_of, line_of, start_of, end_of};
    i64 longest = 0, most = 1;
    for (i64 i = 0; i < texts; i++) {
        i64 breaks = 1;
        for (const u8 *p = data + bounds[i]; p < data + bounds[i + 1] && (p = memchr(p, '\n', data + bounds[i + 1] - p)); p++)
            breaks++;
        most = breaks > most ? breaks : most;
        longest = bounds[i + 1] - bounds[i] > longest ? bounds[i + 1] - bounds[i] : longest;
    }
    u32 *text = malloc((longest + 1 + BLOCK) * sizeof *text), *said = malloc((longest + BLOCK) * sizeof *said);
    struct line *lines = malloc((most + 2) * sizeof *lines);
    struct slot **labels = malloc((most + 2) * sizeof *labels), *slots = malloc((4 * most + 16) * sizeof *slots);
    struct mask *masks = malloc((most + 2) * sizeof *masks);
    i64 failed = !(text && said && lines && labels && slots && masks);
    for (i64 i = 0; i < texts && !failed; i++) {
        i64 n = split(letters, data + bounds[i], data + bounds[i + 1], text, lines);
        bounds_of[i] = rows.n;
        articles[2 * i] = articles[2 * i + 1] = 0;
        if (!n)
            continue;
        i64 one = longest_of(lines, 0, n, 0), other = other_side(lines, n, one);
        articles[2 * i] = articles[2 * i + 1] = article(letters, text, lines[one], said);
        if (other != one)
            articles[2 * i + 1] = article(letters, text, lines[other], said);
        rows.first = rows.n;
        for (i64 k = 0; k < n; k++)
            masks[k].says = UNKNOWN;
        struct sheet sheet = {&t, text, lines, n, masks};
        for (int place = HEAD; place <= TAIL; place++)
            sight_ends(&sheet, place, &rows);
        sight_labels(&sheet, labels, slots, &rows);
        sight_openings(&sheet, &rows);
        sight_prefixes(&sheet, &rows);
    }
    bounds_of[texts] = rows.n;
    free(text);
    free(said);
    free(lines);
    free(labels);
    free(slots);
    free(masks);
    return failed ? -1 : rows.n;
}

/* Whether a line that is not blank is filled, as in tasks/furniture/prose.py; of what is beyond the tables it is taken to be. */
static int is_filled(const struct letters *t, const u32 *codes, struct line line)
{
    line = stripped(t, codes, line, BLANK);
    int found = size_of(line) > DASHES;
    for (; line.start < line.end && !found; line.start++)
        found = kind_of(t, codes[line.start]) & (DIGIT | LETTER);
    return found != 0;
}

/* A line or a part of one, and its hash; which of the filled lines that is, or -1 for a sentence, -2 for a prefix; and where it ends, or
   what is behind the prefix begins. */
struct wanted {
    int32_t number, start, end, ending;
    u64 hash;
};

/* A row if a line, or a part of one, is one of the table's, and how many. */
static int want(const struct tables *t, const u32 *codes, struct line part, int number, i64 ending, const u64 *table, i64 mask,
                struct wanted *row)
{
    *row = (struct wanted){number, part.start, part.end, ending, masked(t, codes, part).hash};
    return has(table, mask, row->hash);
}

static i64 want_sentences(const struct tables *t, const u32 *codes, const struct line *some, i64 many, const u64 *table, i64 mask,
                          struct wanted *rows)
{
    i64 n = 0;
    for (i64 k = 0; k < many; k++)
        if (size_of(some[k]) <= LONGEST_SENTENCE)
            n += want(t, codes, some[k], -1, some[k].end, table, mask, rows + n);
    return n;
}

/* What of each text in UTF-8 is one of some hashes (`table`, by their low bits): lines, what they open with, sentences at the text's
   ends or behind its last lines, and prefixes; those of text i from bounds_of[i] on; and how many lines are filled. Returns how many
   rows; -1 where there is no memory. */
i64 lines_wanted(const u8 *data, const i64 *bounds, i64 texts, const u8 *kinds, const u16 *lower, const u64 *dates,
                 i64 dates_mask, const u8 *date_begins, const u64 *table, i64 mask, i64 *bounds_of, int32_t *filled_of,
                 struct wanted *rows)
{
    struct tables t = {{kinds, lower}, dates, dates_mask, date_begins};
    const struct letters *letters = &t.letters;
    i64 longest = 0, n = 0;
    for (i64 i = 0; i < texts; i++)
        longest = bounds[i + 1] - bounds[i] > longest ? bounds[i + 1] - bounds[i] : longest;
    u32 *text = malloc((longest + 1 + BLOCK) * sizeof *text);
    struct line *lines = malloc((longest / 2 + 1) * sizeof *lines);
    i64 failed = !(text && lines);
    for (i64 i = 0; i < texts && !failed; i++) {
        i64 many = split(letters, data + bounds[i], data + bounds[i + 1], text, lines), left = GLUED_LINES;
        struct line part, some[LAST_SENTENCES];
        struct prefix before[MOST_WORDS];
        bounds_of[i] = n;
        filled_of[i] = 0;
        for (i64 k = 0; k < many; k++) {
            if (!is_filled(letters, text, lines[k]))
                continue;
            if (size_of(lines[k]) <= LONGEST_LINE)
                n += want(&t, text, lines[k], filled_of[i], lines[k].end, table, mask, rows + n);
            if (opening(letters, text, lines[k], &part))
                n += want(&t, text, part, filled_of[i], lines[k].end, table, mask, rows + n);
            filled_of[i]++;
        }
        for (i64 g = many ? prefixes(letters, text, lines[0], before) : 0; g--;)
            n += want(&t, text, (struct line){lines[0].start, before[g].end}, -2, before[g].begins, table, mask, rows + n);
        n += want_sentences(&t, text, some, many ? first_sentences(letters, text, lines[0], some) : 0, table, mask, rows + n);
        for (i64 k = many - 1; k >= 0 && k >= many - TAIL_LINES && left; k--) {
            i64 found = last_sentences(letters, text, lines[k], some);
            left -= found > 0;
            n += want_sentences(&t, text, some, found, table, mask, rows + n);
        }
    }
    bounds_of[texts] = n;
    free(text);
    free(lines);
    return failed ? -1 : n;
}

/* The hash of each line, masked. */
i64 line_hashes(const u32 *codes, const i64 *bounds, i64 lines, const u8 *kinds, const u16 *lower, const u64 *dates,
                i64 dates_mask, const u8 *date_begins, u64 *hashes)
{
    struct tables t = {{kinds, lower}, dates, dates_mask, date_begins};
    for (i64 i = 0; i < lines; i++) {
        hashes[i] = masked(&t, codes, (struct line){bounds[i], bounds[i + 1]}).hash;
    }
    return lines;
}
