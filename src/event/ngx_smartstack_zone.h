
/*
 * Counters, gauges and histograms in one shared-memory zone: one scrape sees
 * all workers.  One list of names makes the enum and the Prometheus text.
 */


#ifndef _NGX_SMARTSTACK_ZONE_H_INCLUDED_
#define _NGX_SMARTSTACK_ZONE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/* X(enum, name, labels, help); lines of one name stand together. */

#define NGX_SMARTSTACK_COUNTERS(X)                                            \
    X(PG_BATCHES, "smartstack_db_batches_total", "",                          \
      "Batches that PostgreSQL has answered.")                                \
    X(PG_ERRORS, "smartstack_db_errors_total", "",                            \
      "Batches that ended with an SQLSTATE that is not ours.")                \
    X(PG_LOST, "smartstack_db_lost_total", "",                                \
      "Batches under which the connection was lost.")                         \
    X(PG_TIMEOUTS, "smartstack_db_pool_timeouts_total", "",                   \
      "Batches that met their deadline.")                                     \
    X(PG_REFUSED, "smartstack_db_pool_refused_total", "",                     \
      "Batches refused because the queue was full or too slow.")              \
    X(PG_RETRIES, "smartstack_db_retries_total", "",                          \
      "Batches sent a second time.")                                          \
    X(PG_REPREPARES, "smartstack_db_reprepares_total", "",                    \
      "Batches sent again because a statement had to be prepared anew.")      \
    X(PG_CONNECTS, "smartstack_db_connects_total", "",                        \
      "Connections opened to PostgreSQL.")                                    \
    X(PG_CONNECT_FAILURES, "smartstack_db_connect_failures_total", "",        \
      "Attempts to connect to PostgreSQL that failed.")                       \
    X(HASHES, "smartstack_hashes_total", "",                                  \
      "Password hashes computed.")                                            \
    X(HASH_REFUSED, "smartstack_hashes_refused_total", "",                    \
      "Password hashes refused because the queue was full.")                  \
    X(TOKEN_REFUSED, "smartstack_jwt_errors_total", "",                       \
      "Access tokens refused.")                                               \
    X(KEY_REFUSED, "smartstack_api_keys_refused_total", "",                   \
      "API keys refused.")                                                    \
    X(CSRF_REFUSED, "smartstack_csrf_refused_total", "",                      \
      "Requests refused because another site may have sent them.")            \
    X(LIMITED, "smartstack_rate_limited_total", "",                           \
      "Requests refused because too many came.")                              \
    X(LOGINS, "smartstack_logins_total", "result=\"ok\"",                     \
      "Attempts to log in.")                                                  \
    X(LOGIN_FAILURES, "smartstack_logins_total", "result=\"failed\"",         \
      "Attempts to log in.")                                                  \
    X(LOGIN_THROTTLED, "smartstack_logins_total",                             \
      "result=\"throttled\"",                                                 \
      "Attempts to log in.")                                                  \
    X(REFRESH_REUSE, "smartstack_refresh_reuse_total", "",                    \
      "Refresh tokens that came a second time.")                              \
    X(IDEMPOTENT_REPLAYS, "smartstack_idempotent_replays_total", "",          \
      "Answers given again for a known Idempotency-Key.")                     \
    X(FETCHES, "smartstack_fetches_total", "result=\"ok\"",                   \
      "Calls to other servers.")                                              \
    X(FETCH_FAILURES, "smartstack_fetches_total", "result=\"failed\"",        \
      "Calls to other servers.")                                              \
    X(FETCH_OPENED, "smartstack_fetch_breaker_opened_total", "",              \
      "Times that a destination was no longer called.")                       \
    X(JOBS, "smartstack_jobs_total", "result=\"ok\"",                         \
      "Runs of jobs.")                                                        \
    X(JOB_FAILURES, "smartstack_jobs_total", "result=\"failed\"",             \
      "Runs of jobs.")                                                        \
    X(MAILS, "smartstack_mails_total", "result=\"sent\"",                     \
      "Attempts to send a mail.")                                             \
    X(MAIL_RETRIES, "smartstack_mails_total", "result=\"retry\"",             \
      "Attempts to send a mail.")                                             \
    X(MAIL_FAILURES, "smartstack_mails_total", "result=\"failed\"",           \
      "Attempts to send a mail.")

/* Kept per worker, summed at scrape. */

#define NGX_SMARTSTACK_GAUGES(X)                                              \
    X(PG_IDLE, "smartstack_db_pool_connections", "state=\"idle\"",            \
      "Connections to PostgreSQL.")                                           \
    X(PG_BUSY, "smartstack_db_pool_connections", "state=\"busy\"",            \
      "Connections to PostgreSQL.")                                           \
    X(PG_CONNECTING, "smartstack_db_pool_connections",                        \
      "state=\"connecting\"", "Connections to PostgreSQL.")                   \
    X(PG_MAX, "smartstack_db_pool_max_connections", "",                       \
      "Connections that the pools may hold.")                                 \
    X(PG_WAITING, "smartstack_db_pool_waiting_requests", "",                  \
      "Batches that wait for a connection.")

/* Live objects: each gauge is zero when nothing is in flight. */

#define NGX_SMARTSTACK_OBJECTS(X)                                             \
    X(REQUEST, "smartstack_objects", "type=\"request\"",                      \
      "Live objects of the module.")                                          \
    X(BATCH, "smartstack_objects", "type=\"batch\"",                          \
      "Live objects of the module.")                                          \
    X(HASH, "smartstack_objects", "type=\"hash\"",                            \
      "Live objects of the module.")                                          \
    X(JOB, "smartstack_objects", "type=\"job\"",                              \
      "Live objects of the module.")                                          \
    X(MAIL, "smartstack_objects", "type=\"mail\"",                            \
      "Live objects of the module.")                                          \
    X(TRANSFER, "smartstack_objects", "type=\"transfer\"",                    \
      "Live objects of the module.")                                          \
    X(FILE, "smartstack_objects", "type=\"file\"",                            \
      "Live objects of the module.")

#define NGX_SMARTSTACK_HISTOGRAMS(X)                                          \
    X(PG_WAIT, "smartstack_db_pool_wait_seconds", "",                         \
      "Time that a batch waited for a connection.")                           \
    X(PG_BATCH, "smartstack_db_batch_duration_seconds", "",                   \
      "Time from sending a batch to its last answer.")


#define ngx_smartstack_object_x(id, name, labels, help)                       \
    NGX_SMARTSTACK_OBJECT_##id,
#define ngx_smartstack_counter_x(id, name, labels, help)                      \
    NGX_SMARTSTACK_C_##id,
#define ngx_smartstack_gauge_x(id, name, labels, help)                        \
    NGX_SMARTSTACK_G_##id,
#define ngx_smartstack_histogram_x(id, name, labels, help)                    \
    NGX_SMARTSTACK_H_##id,


typedef enum {
    NGX_SMARTSTACK_OBJECTS(ngx_smartstack_object_x)
    NGX_SMARTSTACK_NOBJECTS
} ngx_smartstack_object_e;


typedef enum {
    NGX_SMARTSTACK_COUNTERS(ngx_smartstack_counter_x)
    NGX_SMARTSTACK_NCOUNTERS
} ngx_smartstack_counter_e;


typedef enum {
    NGX_SMARTSTACK_GAUGES(ngx_smartstack_gauge_x)
    NGX_SMARTSTACK_NGAUGES
} ngx_smartstack_gauge_e;


typedef enum {
    NGX_SMARTSTACK_HISTOGRAMS(ngx_smartstack_histogram_x)
    NGX_SMARTSTACK_NHISTOGRAMS
} ngx_smartstack_histogram_e;


/*
 * The directive smartstack_zone NAME:SIZE.  Returns the zone or NULL; the
 * layout carries magic, version and size and refuses a stranger's memory.
 */
ngx_shm_zone_t *ngx_smartstack_zone_add(ngx_conf_t *cf, ngx_str_t *name,
    size_t size, void *tag);

/*
 * At configuration time: the operations, by index.  Their counters are kept
 * by name, so that a reload with another contract keeps what it can.
 */
void ngx_smartstack_zone_operations(ngx_shm_zone_t *zone, ngx_str_t *names,
    ngx_uint_t n);

/*
 * In each worker, before anything counts (without a zone all calls no-op).
 * The worker's gauges start at zero, and those of dead workers are cleared.
 */
void ngx_smartstack_zone_attach(ngx_shm_zone_t *zone, ngx_uint_t worker);

/* At worker exit, after everything else: its gauges are gone. */
void ngx_smartstack_zone_detach(void);

void ngx_smartstack_count(ngx_smartstack_counter_e counter);
void ngx_smartstack_gauge(ngx_smartstack_gauge_e gauge, ngx_int_t delta);
void ngx_smartstack_object(ngx_smartstack_object_e object, ngx_int_t delta);
void ngx_smartstack_observe(ngx_smartstack_histogram_e histogram,
    uint64_t microseconds);

/*
 * One finished request: operation index, its status, whole time and database
 * time in milliseconds.  An index beyond the contract counts as "none".
 */
void ngx_smartstack_zone_request(ngx_uint_t operation, ngx_uint_t status,
    ngx_msec_t total, ngx_msec_t db);

/* The Prometheus text (version 0.0.4); labels are the operations' names. */
ngx_buf_t *ngx_smartstack_zone_text(ngx_pool_t *pool, ngx_str_t *operations,
    ngx_uint_t noperations);


#endif /* _NGX_SMARTSTACK_ZONE_H_INCLUDED_ */
