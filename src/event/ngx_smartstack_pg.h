
/*
 * PostgreSQL on nginx's event loop: libpq in pipeline mode, level-triggered,
 * nothing that blocks.
 *
 * A pool belongs to one login role and one worker.  A batch is a handful of
 * statements and one Sync: one implicit transaction, one flush.  Short
 * batches share connections (up to depth in flight on each, least loaded
 * first, in order of arrival); long ones take a reserved connection alone.
 * A batch completes only when its Sync has arrived.
 */


#ifndef _NGX_SMARTSTACK_PG_H_INCLUDED_
#define _NGX_SMARTSTACK_PG_H_INCLUDED_


#include <ngx_smartstack_op.h>
#include <ngx_smartstack_contract.h>
#include <libpq-fe.h>


#define NGX_SMARTSTACK_PG_MAX_QUERIES  5
#define NGX_SMARTSTACK_PG_MAX_DEPTH    16


typedef struct ngx_smartstack_pg_s         ngx_smartstack_pg_t;
typedef struct ngx_smartstack_pg_flight_s  ngx_smartstack_pg_flight_t;


/* What the directive says (checked at nginx -t). */
typedef struct {
    ngx_str_t     name;             /* "member", "auth" */
    ngx_str_t     conninfo;         /* NUL-terminated, PQconninfoParse'd */
    ngx_str_t     password;         /* from password_file, or empty */
    ngx_uint_t    connections;      /* shared ones */
    ngx_uint_t    reserved;         /* for long batches, besides */
    ngx_uint_t    depth;            /* batches in flight on a shared one,
                                       MAX_DEPTH at most */
    ngx_uint_t    queue;            /* batches that may wait */
    ngx_msec_t    queue_timeout;    /* how long one may wait */
    ngx_msec_t    shed;             /* refuse newcomers at once while the
                                       oldest waiter is older than this, or
                                       they would wait for half of it;
                                       writes have four times as long */
    ngx_msec_t    timeout;          /* deadline of a whole batch */
    ngx_msec_t    connect_timeout;
} ngx_smartstack_pg_conf_t;


typedef enum {
    NGX_SMARTSTACK_PG_OK = 0,       /* committed */
    NGX_SMARTSTACK_PG_ERROR,        /* rolled back: sqlstate and texts */
    NGX_SMARTSTACK_PG_UNAVAILABLE,  /* no connection; nothing was sent */
    NGX_SMARTSTACK_PG_BUSY,         /* queue full, or waited too long */
    NGX_SMARTSTACK_PG_TIMEOUT,      /* deadline; a read, or nothing sent */
    NGX_SMARTSTACK_PG_UNKNOWN       /* a write was sent, its outcome is not
                                       known (lost or timed out) */
} ngx_smartstack_pg_status_e;


typedef struct {
    ngx_smartstack_statement_t   *statement;
    ngx_uint_t                    nvalues;
    const char                  **values;   /* text, NUL-terminated; or NULL */
    PGresult                     *result;   /* binary format; owned by us */
} ngx_smartstack_pg_query_t;


typedef struct {
    ngx_smartstack_op_t           op;       /* first */
    ngx_uint_t                    nqueries;
    ngx_smartstack_pg_query_t     queries[NGX_SMARTSTACK_PG_MAX_QUERIES];

    ngx_smartstack_pg_status_e    status;
    ngx_uint_t                    failed;   /* index of the failing query */
    char                          sqlstate[6];
    ngx_str_t                     message;  /* primary; in op.pool */
    ngx_str_t                     detail;
    ngx_str_t                     column;
    ngx_str_t                     constraint;
    ngx_str_t                     table;

    ngx_uint_t                    connection; /* number, for logs */
    int64_t                       waited;   /* microseconds in the queue */
    int64_t                       took;     /* ... from send to Sync */

    unsigned                      write:1;
    unsigned                      long_class:1;

    /* the engine's own */
    ngx_smartstack_pg_t          *pg;
    ngx_smartstack_pg_flight_t   *flight;   /* NULL: not sent */
    ngx_queue_t                   queue;    /* of the waiting, or ended */
    uint64_t                      since;    /* waiting, or sent: us */
    unsigned                      state:2;
    unsigned                      retried:1;
    unsigned                      reprepared:3; /* once a query at most */
    unsigned                      dismissed:3; /* how often PostgreSQL took
                                                  leave instead of it */
} ngx_smartstack_pg_batch_t;


/* A value by the name of its parameter; a list ends with a NULL name. */
typedef struct {
    const char                   *name;
    const char                   *value;    /* NUL-terminated; NULL is NULL */
} ngx_smartstack_pg_arg_t;


/* At configuration time: error says what is wrong with the conninfo. */
ngx_int_t ngx_smartstack_pg_check(ngx_pool_t *pool,
    ngx_smartstack_pg_conf_t *conf, ngx_resolver_t *resolver,
    ngx_str_t *error);


/* nstatements: highest id of the contract, sizes the prepared bitmaps. */
ngx_smartstack_pg_t *ngx_smartstack_pg_start(ngx_cycle_t *cycle,
    ngx_smartstack_pg_conf_t *conf, ngx_uint_t nstatements,
    ngx_resolver_t *resolver, ngx_msec_t resolver_timeout);

/* At worker exit: closes what is left. */
void ngx_smartstack_pg_stop(ngx_smartstack_pg_t *pg);

/*
 * A new empty batch; its values are best allocated from batch->op.pool.  One
 * that is not to be submitted after all is detached, then completed.
 */
ngx_smartstack_pg_batch_t *ngx_smartstack_pg_batch(ngx_smartstack_pg_t *pg);

/*
 * Adds a statement; values (nbinds of them) must live in batch->op.pool or
 * longer than the batch.  NGX_ERROR: too many statements.
 */
ngx_int_t ngx_smartstack_pg_add(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_statement_t *statement, const char **values);

/*
 * The same with values by name, for engines that bind no request.  They are
 * not copied.  NGX_ERROR also when the statement wants another name.
 */
ngx_int_t ngx_smartstack_pg_add_args(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_statement_t *statement, ngx_smartstack_pg_arg_t *args);

/*
 * Hands the batch over.  Always completes it, later, through op.done (attach
 * it before).  On no memory or a full queue too.
 */
void ngx_smartstack_pg_submit(ngx_smartstack_pg_batch_t *batch);


#endif /* _NGX_SMARTSTACK_PG_H_INCLUDED_ */
