/* Counts by hash, for words that are asked about: open addressing. */

#ifndef SLOTS_H
#define SLOTS_H

#include <stdlib.h>

#include "numbers.h"

struct slot {
    u64 hash;
    int32_t used, counts[3];
};

struct slots {
    struct slot *all;
    i64 mask;
};

/* Room for so many, much more than is used: what other words meet there must be guessed right. Returns 0 where there is no memory. */
static inline int make_slots(struct slots *of, i64 wanted)
{
    i64 room = 64;
    while (room < 16 * wanted)
        room *= 2;
    of->mask = room - 1;
    return (of->all = calloc(room, sizeof *of->all)) != 0;
}

/* Where a hash is counted. What is counted in a slot that is not used is never asked for. */
static inline struct slot *slot_of(const struct slots *of, u64 hash)
{
    i64 at = (hash ^ hash >> 29) & of->mask;
    while (of->all[at].used && of->all[at].hash != hash)
        at = (at + 1) & of->mask;
    return of->all + at;
}

static inline void ask(const struct slots *of, u64 hash)
{
    struct slot *slot = slot_of(of, hash);
    slot->hash = hash;
    slot->used = 1;
}

#endif
