
/*
 * Flights: a batch in libpq's pipeline, from its first message to its Sync.
 *
 * There is no BEGIN: what is sent up to one Sync is one implicit transaction,
 * undone as a whole by any error in it.  A statement is prepared in front of
 * its first use on a connection, and counts as prepared when that has been
 * confirmed; until then others send its text.
 */


#include <ngx_smartstack_pg_internal.h>


#define NGX_SMARTSTACK_PG_NAME  (sizeof("deallocate s") + NGX_INT_T_LEN)


static ngx_int_t ngx_smartstack_pg_send_query(
    ngx_smartstack_pg_connection_t *pc, ngx_smartstack_pg_flight_t *flight,
    ngx_smartstack_pg_batch_t *batch, ngx_uint_t n);
static void ngx_smartstack_pg_step(ngx_smartstack_pg_flight_t *flight,
    ngx_smartstack_pg_step_e kind, ngx_uint_t query, ngx_uint_t id);
static u_char *ngx_smartstack_pg_prepared(ngx_smartstack_pg_connection_t *pc,
    ngx_uint_t id);

static ngx_int_t ngx_smartstack_pg_result(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res);
static void ngx_smartstack_pg_done(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res);
static void ngx_smartstack_pg_undone(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight);
static ngx_int_t ngx_smartstack_pg_failed(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res);
static void ngx_smartstack_pg_synced(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight);
static ngx_uint_t ngx_smartstack_pg_reprepare(
    ngx_smartstack_pg_connection_t *pc, ngx_smartstack_pg_flight_t *flight);


#define ngx_smartstack_pg_flight(pc, n)                                       \
    (&(pc)->flights[((pc)->first + (n)) % NGX_SMARTSTACK_PG_MAX_DEPTH])


/*
 * NGX_ERROR: the connection is of no use any more, and the batch is among
 * its flights.
 */

ngx_int_t
ngx_smartstack_pg_send(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_uint_t                   i;
    ngx_smartstack_pg_flight_t  *flight;

    flight = ngx_smartstack_pg_flight(pc, pc->nflights);

    ngx_memzero(flight, sizeof(ngx_smartstack_pg_flight_t));

    flight->batch = batch;
    flight->connection = pc;

    batch->flight = flight;
    batch->state = NGX_SMARTSTACK_PG_SENT;
    batch->connection = pc->c->number;

    if (pc->nflights++ == 0) {
        pc->heard = ngx_current_msec;
        ngx_smartstack_pg_state(pc);
    }

    /* nothing counts without the Sync at the end */

    pc->unsent = 1;

    for (i = 0; i < batch->nqueries; i++) {
        if (ngx_smartstack_pg_send_query(pc, flight, batch, i) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    if (!PQpipelineSync(pc->conn)) {
        return NGX_ERROR;
    }

    return ngx_smartstack_pg_flush(pc);
}


static ngx_int_t
ngx_smartstack_pg_send_query(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, ngx_smartstack_pg_batch_t *batch,
    ngx_uint_t n)
{
    int                          nvalues;
    char                         deallocate[NGX_SMARTSTACK_PG_NAME], *name;
    u_char                      *prepared, unnamed;
    const char                  *text;
    ngx_smartstack_statement_t  *statement;
    ngx_smartstack_pg_query_t   *query;

    query = &batch->queries[n];
    statement = query->statement;
    nvalues = (int) query->nvalues;
    text = (const char *) statement->text.data;

    unnamed = NGX_SMARTSTACK_PG_PREPARING;
    prepared = &unnamed;

    if (statement->id) {
        prepared = ngx_smartstack_pg_prepared(pc, statement->id);
        if (prepared == NULL) {
            return NGX_ERROR;
        }
    }

    ngx_sprintf((u_char *) deallocate, "deallocate s%ui%Z", statement->id);
    name = deallocate + sizeof("deallocate ") - 1;

    switch (*prepared) {

    case NGX_SMARTSTACK_PG_STALE:

        ngx_smartstack_pg_step(flight, NGX_SMARTSTACK_PG_DEALLOCATE, n,
                               statement->id);

        if (!PQsendQueryParams(pc->conn, deallocate, 0, NULL, NULL, NULL,
                               NULL, 1))
        {
            return NGX_ERROR;
        }

        /* fall through */

    case NGX_SMARTSTACK_PG_UNPREPARED:

        ngx_smartstack_pg_step(flight, NGX_SMARTSTACK_PG_PREPARE, n,
                               statement->id);

        if (!PQsendPrepare(pc->conn, name, text, 0, NULL)) {
            return NGX_ERROR;
        }

        *prepared = NGX_SMARTSTACK_PG_PREPARING;

        break;

    case NGX_SMARTSTACK_PG_PREPARING:

        ngx_smartstack_pg_step(flight, NGX_SMARTSTACK_PG_EXECUTE, n, 0);

        return PQsendQueryParams(pc->conn, text, nvalues, NULL,
                                 query->values, NULL, NULL, 1)
               ? NGX_OK : NGX_ERROR;

    default:
        break;
    }

    ngx_smartstack_pg_step(flight, NGX_SMARTSTACK_PG_EXECUTE, n,
                           statement->id);

    return PQsendQueryPrepared(pc->conn, name, nvalues, query->values, NULL,
                               NULL, 1)
           ? NGX_OK : NGX_ERROR;
}


static void
ngx_smartstack_pg_step(ngx_smartstack_pg_flight_t *flight,
    ngx_smartstack_pg_step_e kind, ngx_uint_t query, ngx_uint_t id)
{
    flight->steps[flight->nsteps].kind = kind;
    flight->steps[flight->nsteps].query = query;
    flight->steps[flight->nsteps].id = id;

    flight->nsteps++;
}


/* Statements may be added while we run, so the table grows with their ids. */

static u_char *
ngx_smartstack_pg_prepared(ngx_smartstack_pg_connection_t *pc, ngx_uint_t id)
{
    u_char      *p;
    ngx_uint_t   n;

    if (id >= pc->nprepared) {

        n = ngx_max(2 * id, pc->pg->nstatements + 1);

        p = ngx_calloc(n, pc->pg->log);
        if (p == NULL) {
            return NULL;
        }

        if (pc->prepared) {
            ngx_memcpy(p, pc->prepared, pc->nprepared);
            ngx_free(pc->prepared);
        }

        pc->prepared = p;
        pc->nprepared = n;
    }

    return &pc->prepared[id];
}


/*
 * Takes what has arrived and never waits: PQgetResult() is called only when
 * PQisBusy() says that it will not.  That is asked also when nothing is in
 * flight, because it takes notices in.  NGX_ERROR: the connection is lost.
 */

ngx_int_t
ngx_smartstack_pg_read(ngx_smartstack_pg_connection_t *pc)
{
    PGresult                    *res;
    ngx_uint_t                   nulls;
    ngx_smartstack_pg_flight_t  *flight;

    nulls = 0;

    while (!PQisBusy(pc->conn) && pc->nflights) {

        flight = ngx_smartstack_pg_flight(pc, 0);

        res = PQgetResult(pc->conn);

        if (res != NULL) {
            nulls = 0;

            if (ngx_smartstack_pg_result(pc, flight, res) != NGX_OK) {
                return NGX_ERROR;
            }

            continue;
        }

        if (flight->got) {
            flight->got = 0;
            flight->step++;

        } else if (++nulls == 2) {
            break;
        }
    }

    return PQstatus(pc->conn) == CONNECTION_OK ? NGX_OK : NGX_ERROR;
}


/* Takes over the result. */

static ngx_int_t
ngx_smartstack_pg_result(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res)
{
    ngx_int_t  rc;

    rc = NGX_OK;

    switch (PQresultStatus(res)) {

    case PGRES_PIPELINE_SYNC:
        ngx_smartstack_pg_synced(pc, flight);
        break;

    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        flight->got = 1;
        ngx_smartstack_pg_done(pc, flight, res);
        return NGX_OK;

    case PGRES_PIPELINE_ABORTED:
        flight->got = 1;
        ngx_smartstack_pg_undone(pc, flight);
        break;

    case PGRES_FATAL_ERROR:
        flight->got = 1;
        rc = ngx_smartstack_pg_failed(pc, flight, res);
        break;

    default:

        /* COPY and the like: no statement of ours */

        rc = NGX_ERROR;
        break;
    }

    PQclear(res);

    return rc;
}


static void
ngx_smartstack_pg_done(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res)
{
    ngx_smartstack_pg_query_t  *query;

    if (flight->step < flight->nsteps) {

        switch (flight->steps[flight->step].kind) {

        case NGX_SMARTSTACK_PG_PREPARE:
            pc->prepared[flight->steps[flight->step].id] =
                                                  NGX_SMARTSTACK_PG_PREPARED;
            break;

        case NGX_SMARTSTACK_PG_EXECUTE:

            if (flight->batch == NULL) {
                break;
            }

            query = &flight->batch->queries[flight->steps[flight->step].query];

            if (query->result == NULL) {
                query->result = res;
                return;
            }

            break;

        default:
            break;
        }
    }

    PQclear(res);
}


/* The step did not take place, or failed. */

static void
ngx_smartstack_pg_undone(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight)
{
    u_char  *prepared;

    if (flight->step >= flight->nsteps) {
        return;
    }

    prepared = &pc->prepared[flight->steps[flight->step].id];

    switch (flight->steps[flight->step].kind) {

    case NGX_SMARTSTACK_PG_DEALLOCATE:
        *prepared = NGX_SMARTSTACK_PG_STALE;
        break;

    case NGX_SMARTSTACK_PG_PREPARE:

        if (*prepared == NGX_SMARTSTACK_PG_PREPARING) {
            *prepared = NGX_SMARTSTACK_PG_UNPREPARED;
        }

        break;

    default:
        break;
    }
}


static ngx_int_t
ngx_smartstack_pg_failed(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight, PGresult *res)
{
    char        *state;
    ngx_uint_t   query;

    state = PQresultErrorField(res, PG_DIAG_SQLSTATE);

    if (state == NULL) {

        /* libpq's own: the connection has gone, or memory */

        return NGX_ERROR;
    }

    ngx_smartstack_pg_undone(pc, flight);

    if (flight->failed) {
        return NGX_OK;
    }

    flight->failed = 1;
    ngx_cpystrn((u_char *) flight->sqlstate, (u_char *) state,
                sizeof(flight->sqlstate));

    query = flight->batch ? flight->batch->nqueries - 1 : 0;

    if (flight->step < flight->nsteps) {
        flight->early = 1;
        flight->failed_id = flight->steps[flight->step].id;
        query = flight->steps[flight->step].query;
    }

    if (flight->batch) {
        ngx_smartstack_pg_error(flight->batch, query, res);
    }

    return NGX_OK;
}


/* The Sync: committed, or rolled back as a whole. */

static void
ngx_smartstack_pg_synced(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight)
{
    ngx_uint_t                  stale;
    ngx_smartstack_sqlstate_t   map;
    ngx_smartstack_pg_batch_t  *batch;

    pc->first = (pc->first + 1) % NGX_SMARTSTACK_PG_MAX_DEPTH;

    if (--pc->nflights == 0) {
        ngx_smartstack_pg_state(pc);
    }

    ngx_memzero(&map, sizeof(ngx_smartstack_sqlstate_t));
    stale = 0;

    if (flight->failed) {
        ngx_smartstack_sqlstate(flight->sqlstate, &map);

        if (map.reconnect) {
            pc->retire = 1;
        }

        if (map.reprepare) {
            stale = ngx_smartstack_pg_reprepare(pc, flight);
        }
    }

    batch = flight->batch;
    if (batch == NULL) {
        return;
    }

    flight->batch = NULL;

    batch->took += ngx_smartstack_pg_now() - batch->since;

    ngx_smartstack_count(NGX_SMARTSTACK_C_PG_BATCHES);
    ngx_smartstack_observe(NGX_SMARTSTACK_H_PG_BATCH, batch->took);

    if (!flight->failed) {
        ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_OK);
        return;
    }

    if (stale && batch->reprepared < batch->nqueries) {
        batch->reprepared++;
        ngx_smartstack_pg_again(batch, NGX_SMARTSTACK_C_PG_REPREPARES);
        return;
    }

    if (map.retry && !map.reprepare && !batch->retried) {
        batch->retried = 1;
        ngx_smartstack_pg_again(batch, NGX_SMARTSTACK_C_PG_RETRIES);
        return;
    }

    if (!map.own) {
        ngx_smartstack_count(NGX_SMARTSTACK_C_PG_ERRORS);
    }

    ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_ERROR);
}


/* Whether the named statement was to blame; it will be prepared anew. */

static ngx_uint_t
ngx_smartstack_pg_reprepare(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_flight_t *flight)
{
    u_char  *prepared;

    if (flight->failed_id == 0) {
        return 0;
    }

    prepared = &pc->prepared[flight->failed_id];

    if (*prepared == NGX_SMARTSTACK_PG_PREPARED) {
        *prepared = ngx_strcmp(flight->sqlstate, "26000") == 0
                    ? NGX_SMARTSTACK_PG_UNPREPARED
                    : NGX_SMARTSTACK_PG_STALE;

    } else if (ngx_strcmp(flight->sqlstate, "26000") == 0
               && *prepared == NGX_SMARTSTACK_PG_STALE)
    {
        /* there was nothing to deallocate */

        *prepared = NGX_SMARTSTACK_PG_UNPREPARED;
    }

    return 1;
}


/*
 * The connection has gone.  What had failed is undone, and so is what
 * PostgreSQL has not received whole, and what stood behind a batch in which
 * it said goodbye; that and reads may be sent once more.  Of other writes
 * nobody knows.
 */

void
ngx_smartstack_pg_lost(ngx_smartstack_pg_connection_t *pc)
{
    ngx_uint_t                   i, fatal, undone;
    ngx_smartstack_sqlstate_t    map;
    ngx_smartstack_pg_batch_t   *batch;
    ngx_smartstack_pg_flight_t  *flight;

    if (pc->nflights == 0) {
        return;
    }

    flight = ngx_smartstack_pg_flight(pc, 0);
    fatal = 0;

    if (flight->failed) {
        ngx_smartstack_sqlstate(flight->sqlstate, &map);
        fatal = flight->early && map.reconnect;
    }

    /* from the last to the first: each goes to the head of the queue */

    for (i = pc->nflights; i-- > 0; /* void */ ) {
        flight = ngx_smartstack_pg_flight(pc, i);

        batch = flight->batch;
        if (batch == NULL) {
            continue;
        }

        flight->batch = NULL;

        ngx_smartstack_count(NGX_SMARTSTACK_C_PG_LOST);

        if (i == 0 && flight->failed && !fatal
            && (flight->early || !map.reconnect))
        {
            ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_ERROR);
            continue;
        }

        undone = fatal || (pc->unsent && i == pc->nflights - 1);

        if (batch->write && !undone) {
            ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_UNKNOWN);

        } else if (pc->pg->stopped
                   || (fatal ? batch->dismissed
                               == NGX_SMARTSTACK_PG_MAX_DISMISSED
                             : batch->retried))
        {
            ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_UNAVAILABLE);

        } else {

            if (fatal) {
                batch->dismissed++;

            } else {
                batch->retried = 1;
            }

            ngx_smartstack_pg_again(batch, NGX_SMARTSTACK_C_PG_RETRIES);
        }
    }

    pc->nflights = 0;
}


/* The reads behind the first flight need not wait for it. */

void
ngx_smartstack_pg_rescue(ngx_smartstack_pg_connection_t *pc)
{
    ngx_uint_t                  i;
    ngx_smartstack_pg_batch_t  *batch;

    for (i = pc->nflights; i-- > 1; /* void */ ) {
        batch = ngx_smartstack_pg_flight(pc, i)->batch;

        if (batch != NULL && !batch->write && !batch->retried) {
            ngx_smartstack_pg_flight(pc, i)->batch = NULL;
            batch->retried = 1;
            ngx_smartstack_pg_again(batch, NGX_SMARTSTACK_C_PG_RETRIES);
        }
    }
}
