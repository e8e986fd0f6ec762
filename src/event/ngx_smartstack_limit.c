
/* Token buckets in the zone. */


#include <ngx_smartstack_limit.h>
#include <ngx_smartstack_zone_internal.h>

#define XXH_INLINE_ALL
#include <xxhash.h>


#define NGX_SMARTSTACK_SECOND  1000000      /* microseconds */


static ngx_smartstack_zone_tokens_t *ngx_smartstack_limit_find(uint64_t key,
    uint64_t now);
static uint64_t ngx_smartstack_limit_key(ngx_smartstack_limit_t *limit);
static ngx_uint_t ngx_smartstack_limit_seconds(uint64_t microseconds);


ngx_int_t
ngx_smartstack_limit_take(ngx_smartstack_limit_t *limits, ngx_uint_t n,
    ngx_uint_t *empty)
{
    uint64_t                       now, full, step, room;
    ngx_int_t                      rc;
    ngx_uint_t                     i;
    ngx_shmtx_t                   *mutex;
    ngx_smartstack_limit_t        *limit;
    ngx_smartstack_zone_tokens_t  *found[NGX_SMARTSTACK_LIMIT_MAX];

    if (ngx_smartstack_zone_sh == NULL || n > NGX_SMARTSTACK_LIMIT_MAX) {
        return NGX_OK;
    }

    rc = NGX_OK;
    now = (uint64_t) ngx_current_msec * 1000;
    mutex = &ngx_smartstack_zone_ctx->shpool->mutex;

    ngx_shmtx_lock(mutex);

    for (i = 0; i < n; i++) {
        limit = &limits[i];
        found[i] = ngx_smartstack_limit_find(ngx_smartstack_limit_key(limit),
                                             now);

        step = (uint64_t) limit->rate->period * NGX_SMARTSTACK_SECOND
               / limit->rate->rate;
        room = step * limit->rate->burst;
        full = ngx_max(found[i]->full, now);

        limit->wait = 0;
        limit->remaining = 0;
        limit->reset = ngx_smartstack_limit_seconds(full - now);

        if (full + step <= now + room) {
            limit->remaining = (now + room - full) / step;
            continue;
        }

        limit->wait = ngx_smartstack_limit_seconds(full + step - now - room);

        if (rc == NGX_OK || limit->wait > limits[*empty].wait) {
            *empty = i;
        }

        rc = NGX_BUSY;
    }

    for (i = 0; rc == NGX_OK && i < n; i++) {
        limit = &limits[i];

        if (limit->look) {
            continue;
        }

        step = (uint64_t) limit->rate->period * NGX_SMARTSTACK_SECOND
               / limit->rate->rate;

        found[i]->full = ngx_max(found[i]->full, now) + step;

        limit->remaining--;
        limit->reset = ngx_smartstack_limit_seconds(found[i]->full - now);
    }

    ngx_shmtx_unlock(mutex);

    return rc;
}


/*
 * The bucket of a key, or the one of its set that is full, or nearest to it:
 * a table that overflows forgets those that lose least.
 */

static ngx_smartstack_zone_tokens_t *
ngx_smartstack_limit_find(uint64_t key, uint64_t now)
{
    ngx_uint_t                     i, n;
    ngx_smartstack_zone_tokens_t  *set, *best;

    n = key & (ngx_smartstack_zone_sh->ntokens - 1);
    set = &ngx_smartstack_zone_sh->tokens[n - n % NGX_SMARTSTACK_ZONE_WAYS];
    best = set;

    for (i = 0; i < NGX_SMARTSTACK_ZONE_WAYS; i++) {

        if (set[i].key == key) {
            return &set[i];
        }

        if (set[i].full < best->full) {
            best = &set[i];
        }
    }

    best->key = key;
    best->full = now;

    return best;
}


/* Seeded, so that nobody can aim at the bucket of somebody else. */

static uint64_t
ngx_smartstack_limit_key(ngx_smartstack_limit_t *limit)
{
    return XXH3_64bits_withSeed(limit->who.data, limit->who.len,
               XXH3_64bits_withSeed(limit->rate->name.data,
                                    limit->rate->name.len,
                                    ngx_smartstack_zone_sh->seed));
}


static ngx_uint_t
ngx_smartstack_limit_seconds(uint64_t microseconds)
{
    return (microseconds + NGX_SMARTSTACK_SECOND - 1) / NGX_SMARTSTACK_SECOND;
}
