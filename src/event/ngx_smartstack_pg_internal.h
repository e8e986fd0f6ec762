
/* The PostgreSQL engine from inside: pool, connection, flight. */


#ifndef _NGX_SMARTSTACK_PG_INTERNAL_H_INCLUDED_
#define _NGX_SMARTSTACK_PG_INTERNAL_H_INCLUDED_


#include <ngx_smartstack_pg.h>
#include <ngx_smartstack_sqlstate.h>


/* A connection that has not said anything for so long is not answering. */
#define NGX_SMARTSTACK_PG_QUIET   1000      /* ms */

/*
 * PostgreSQL that says goodbye, to all connections one after the other, has
 * done nothing: such a batch is sent again more than once.
 */
#define NGX_SMARTSTACK_PG_MAX_DISMISSED  4

#define NGX_SMARTSTACK_PG_MAX_STEPS  (3 * NGX_SMARTSTACK_PG_MAX_QUERIES)


/* States of a batch. */
#define NGX_SMARTSTACK_PG_NEW      0
#define NGX_SMARTSTACK_PG_WAITING  1        /* in the pool's queue */
#define NGX_SMARTSTACK_PG_SENT     2        /* in a flight */
#define NGX_SMARTSTACK_PG_ENDED    3        /* done is still to be called */


/* States of a prepared statement on a connection. */
#define NGX_SMARTSTACK_PG_UNPREPARED  0
#define NGX_SMARTSTACK_PG_PREPARING   1
#define NGX_SMARTSTACK_PG_PREPARED    2
#define NGX_SMARTSTACK_PG_STALE       3     /* is to be deallocated first */


typedef enum {
    NGX_SMARTSTACK_PG_DEALLOCATE = 0,
    NGX_SMARTSTACK_PG_PREPARE,
    NGX_SMARTSTACK_PG_EXECUTE
} ngx_smartstack_pg_step_e;


typedef struct ngx_smartstack_pg_connection_s
    ngx_smartstack_pg_connection_t;


/*
 * What was sent up to one Sync.  It stays on its connection until that Sync
 * arrives, also when its batch has gone (batch is NULL then).
 */
struct ngx_smartstack_pg_flight_s {
    ngx_smartstack_pg_batch_t        *batch;
    ngx_smartstack_pg_connection_t   *connection;

    ngx_uint_t                        nsteps;
    ngx_uint_t                        step;     /* whose results come */
    struct {
        ngx_smartstack_pg_step_e      kind;
        ngx_uint_t                    query;
        ngx_uint_t                    id;       /* of the statement */
    } steps[NGX_SMARTSTACK_PG_MAX_STEPS];

    ngx_uint_t                        failed_id; /* statement that failed */
    char                              sqlstate[6];

    unsigned                          got:1;    /* a result since a NULL */
    unsigned                          failed:1;
    unsigned                          early:1;  /* ... before the Sync */
};


/* States of a connection. */
typedef enum {
    NGX_SMARTSTACK_PG_CLOSED = 0,
    NGX_SMARTSTACK_PG_RESOLVING,
    NGX_SMARTSTACK_PG_CONNECTING,
    NGX_SMARTSTACK_PG_READY
} ngx_smartstack_pg_connection_e;


struct ngx_smartstack_pg_connection_s {
    ngx_smartstack_pg_t              *pg;
    PGconn                           *conn;
    ngx_connection_t                 *c;

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                         ident;

    ngx_smartstack_pg_connection_e    state;
    ngx_int_t                         gauge;    /* that counts it, or -1 */

    ngx_resolver_ctx_t               *resolving;
    ngx_event_t                       timer;    /* connect timeout, then age */

    ngx_smartstack_pg_flight_t
                               flights[NGX_SMARTSTACK_PG_MAX_DEPTH];
    ngx_uint_t                        first;    /* oldest flight */
    ngx_uint_t                        nflights;
    ngx_msec_t                        heard;    /* last answer, or first
                                                   flight after silence */

    u_char                           *prepared; /* state by statement id */
    ngx_uint_t                        nprepared;

    unsigned                          reserved:1;
    unsigned                          retire:1; /* close when empty */
    unsigned                          unsent:1; /* the last flight's end is
                                                   still in our buffer */
    unsigned                          quiet:1;  /* not answering */
};


/*
 * Reads and writes wait apart: what writes wait for, such as a lock, is not
 * to hold reads.  Long batches wait for the reserved connections.
 */
typedef enum {
    NGX_SMARTSTACK_PG_READS = 0,
    NGX_SMARTSTACK_PG_WRITES,
    NGX_SMARTSTACK_PG_LONG,
    NGX_SMARTSTACK_PG_KINDS
} ngx_smartstack_pg_kind_e;


typedef struct {
    ngx_queue_t                       queue;
    ngx_uint_t                        n;
    uint64_t                          sent;     /* the last one, us */
    uint64_t                          pace;     /* us a batch, in a queue */
    unsigned                          backlog:1; /* behind the last one */
} ngx_smartstack_pg_waiting_t;


struct ngx_smartstack_pg_s {
    ngx_smartstack_pg_conf_t         *conf;
    ngx_log_t                        *log;
    ngx_resolver_t                   *resolver;

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                         ident;

    ngx_msec_t                        resolver_timeout;
    ngx_uint_t                        nstatements;

    /* conninfo as libpq takes it; hostaddr is filled in for each connect */
    ngx_str_t                         host;     /* to be resolved, or empty */
    ngx_uint_t                        attempts; /* spread over addresses */
    const char                      **keywords;
    const char                      **values;
    ngx_uint_t                        hostaddr; /* index of its value */
    u_char                            address[NGX_INET6_ADDRSTRLEN + 1];

    ngx_smartstack_pg_connection_t   *connections;
    ngx_uint_t                        nconnections;
    ngx_uint_t                        nready;   /* shared ones */
    uint64_t                          changed;  /* when it became 0, or not */
    ngx_msec_t                        wanted;   /* last submit */

    ngx_smartstack_pg_waiting_t       waiting[NGX_SMARTSTACK_PG_KINDS];
    ngx_queue_t                       ended;

    ngx_event_t                       work;     /* posted: completes the
                                                   ended, sends the waiting */
    ngx_event_t                       overdue;  /* of the oldest waiters */
    ngx_event_t                       watch;    /* for silent connections */
    ngx_event_t                       connect;  /* the next attempt */

    ngx_msec_t                        attempted;
    ngx_uint_t                        failures; /* to connect, in a row */
    ngx_uint_t                        next;     /* slot to connect */
    ngx_uint_t                        complained; /* of that, at this level */

    unsigned                          begun:1;  /* was or failed to be ready */
    unsigned                          connecting:1;
    unsigned                          stopped:1;
};


uint64_t ngx_smartstack_pg_now(void);

/* pool */
void ngx_smartstack_pg_post(ngx_smartstack_pg_t *pg);
void ngx_smartstack_pg_end(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_pg_status_e status);
void ngx_smartstack_pg_again(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_counter_e counter);
void ngx_smartstack_pg_unqueue(ngx_smartstack_pg_batch_t *batch);
ngx_smartstack_pg_connection_t *ngx_smartstack_pg_pick(
    ngx_smartstack_pg_t *pg, ngx_smartstack_pg_kind_e kind);

/* batch */
void ngx_smartstack_pg_error(ngx_smartstack_pg_batch_t *batch,
    ngx_uint_t query, PGresult *res);
void ngx_smartstack_pg_clear(ngx_smartstack_pg_batch_t *batch);

/* flights */
ngx_int_t ngx_smartstack_pg_send(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_batch_t *batch);
ngx_int_t ngx_smartstack_pg_read(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_lost(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_rescue(ngx_smartstack_pg_connection_t *pc);

/* connection */
void ngx_smartstack_pg_connect(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_connection_init(ngx_smartstack_pg_connection_t *pc);
ngx_int_t ngx_smartstack_pg_flush(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_fail(ngx_smartstack_pg_connection_t *pc,
    const char *reason);
void ngx_smartstack_pg_close(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_state(ngx_smartstack_pg_connection_t *pc);

/* connector: which connection is opened when */
void ngx_smartstack_pg_connector_init(ngx_smartstack_pg_t *pg);
void ngx_smartstack_pg_connector(ngx_smartstack_pg_t *pg);
void ngx_smartstack_pg_connected(ngx_smartstack_pg_connection_t *pc);
void ngx_smartstack_pg_unconnected(ngx_smartstack_pg_connection_t *pc,
    const char *reason);

/* conninfo */
ngx_int_t ngx_smartstack_pg_params(ngx_smartstack_pg_t *pg,
    ngx_pool_t *pool);


#endif /* _NGX_SMARTSTACK_PG_INTERNAL_H_INCLUDED_ */
