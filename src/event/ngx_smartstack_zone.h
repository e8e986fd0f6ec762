
/*
 * Counters, gauges and histograms in one shared-memory zone: one scrape sees
 * all workers.  One list of names makes the struct and the Prometheus text.
 */


#ifndef _NGX_SMARTSTACK_ZONE_H_INCLUDED_
#define _NGX_SMARTSTACK_ZONE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/* Live objects: each gauge is zero when nothing is in flight. */
typedef enum {
    NGX_SMARTSTACK_OBJECT_REQUEST = 0,
    NGX_SMARTSTACK_OBJECT_BATCH,
    NGX_SMARTSTACK_OBJECT_HASH,
    NGX_SMARTSTACK_NOBJECTS
} ngx_smartstack_object_e;


/* Counters; the text form is in ngx_smartstack_zone.c, same order. */
typedef enum {
    NGX_SMARTSTACK_C_PG_BATCHES = 0,
    NGX_SMARTSTACK_C_PG_ERRORS,         /* ended by an SQLSTATE, not ours */
    NGX_SMARTSTACK_C_PG_LOST,           /* connection lost under a batch */
    NGX_SMARTSTACK_C_PG_TIMEOUTS,
    NGX_SMARTSTACK_C_PG_REFUSED,        /* queue full or too old */
    NGX_SMARTSTACK_C_PG_RETRIES,
    NGX_SMARTSTACK_C_PG_REPREPARES,
    NGX_SMARTSTACK_C_PG_CONNECTS,
    NGX_SMARTSTACK_C_PG_CONNECT_FAILURES,
    NGX_SMARTSTACK_C_HASHES,
    NGX_SMARTSTACK_C_HASH_REFUSED,
    NGX_SMARTSTACK_C_TOKEN_REFUSED,
    NGX_SMARTSTACK_C_CSRF_REFUSED,
    NGX_SMARTSTACK_C_LOGINS,
    NGX_SMARTSTACK_C_LOGIN_FAILURES,
    NGX_SMARTSTACK_C_REFRESH_REUSE,
    NGX_SMARTSTACK_C_IDEMPOTENT_REPLAYS,
    NGX_SMARTSTACK_NCOUNTERS
} ngx_smartstack_counter_e;


/* Gauges kept per worker slot, summed at scrape. */
typedef enum {
    NGX_SMARTSTACK_G_PG_IDLE = 0,
    NGX_SMARTSTACK_G_PG_BUSY,
    NGX_SMARTSTACK_G_PG_CONNECTING,
    NGX_SMARTSTACK_G_PG_WAITING,        /* batches in queues */
    NGX_SMARTSTACK_NGAUGES
} ngx_smartstack_gauge_e;


/*
 * The directive smartstack_zone NAME:SIZE.  Returns the zone or NULL; the
 * layout carries magic, version and size and refuses a stranger's memory.
 * noperations sizes the per-operation request counters.
 */
ngx_shm_zone_t *ngx_smartstack_zone_add(ngx_conf_t *cf, ngx_str_t *name,
    size_t size, void *tag);

/* In each worker, before anything counts (without a zone all calls no-op). */
void ngx_smartstack_zone_attach(ngx_shm_zone_t *zone, ngx_uint_t worker);

void ngx_smartstack_count(ngx_smartstack_counter_e counter);
void ngx_smartstack_gauge(ngx_smartstack_gauge_e gauge, ngx_int_t delta);
void ngx_smartstack_object(ngx_smartstack_object_e object, ngx_int_t delta);

/*
 * One finished request: operation index (labels are operationIds), its
 * status, whole time and database time in milliseconds.
 */
void ngx_smartstack_zone_request(ngx_uint_t operation, ngx_uint_t status,
    ngx_msec_t total, ngx_msec_t db);

/* The Prometheus text (version 0.0.4); labels are the operations' names. */
ngx_buf_t *ngx_smartstack_zone_text(ngx_pool_t *pool, ngx_str_t *operations,
    ngx_uint_t noperations);


#endif /* _NGX_SMARTSTACK_ZONE_H_INCLUDED_ */
