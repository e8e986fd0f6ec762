
/*
 * A connection: libpq's socket in nginx's event loop.
 *
 * Events are registered by hand and level-triggered: libpq reads once per
 * call and leaves the rest, of which an edge would not tell again.  libpq
 * owns the descriptor, and may replace it while it connects.
 */


#include <ngx_smartstack_pg_internal.h>
#include <openssl/ssl.h>


/* Connections are renewed after this, more or less a quarter. */
#define NGX_SMARTSTACK_PG_AGE  1800000      /* ms */


static void ngx_smartstack_pg_read_handler(ngx_event_t *ev);
static void ngx_smartstack_pg_write_handler(ngx_event_t *ev);
static void ngx_smartstack_pg_poll(ngx_smartstack_pg_connection_t *pc);
static ngx_int_t ngx_smartstack_pg_receive(
    ngx_smartstack_pg_connection_t *pc);
static void ngx_smartstack_pg_leave(ngx_smartstack_pg_connection_t *pc);
static void ngx_smartstack_pg_timer(ngx_event_t *ev);
static void ngx_smartstack_pg_settle(ngx_smartstack_pg_connection_t *pc);
static void ngx_smartstack_pg_notice(void *data, const PGresult *res);


void
ngx_smartstack_pg_connection_init(ngx_smartstack_pg_connection_t *pc)
{
    pc->ident = -1;
    pc->gauge = -1;

    pc->timer.handler = ngx_smartstack_pg_timer;
    pc->timer.data = pc;
    pc->timer.log = pc->pg->log;
    pc->timer.cancelable = 1;
}


/* The address is known: begins to connect. */

void
ngx_smartstack_pg_connect(ngx_smartstack_pg_connection_t *pc)
{
    ngx_connection_t     *c;
    ngx_smartstack_pg_t  *pg;

    pg = pc->pg;

    pc->state = NGX_SMARTSTACK_PG_CONNECTING;

    pc->conn = PQconnectStartParams(pg->keywords, pg->values, 0);

    if (pc->conn == NULL) {
        ngx_smartstack_pg_unconnected(pc, "no memory");
        return;
    }

    if (PQstatus(pc->conn) == CONNECTION_BAD) {
        ngx_smartstack_pg_unconnected(pc, PQerrorMessage(pc->conn));
        return;
    }

    (void) PQsetNoticeReceiver(pc->conn, ngx_smartstack_pg_notice, NULL);

    c = ngx_get_connection(PQsocket(pc->conn), pg->log);
    if (c == NULL) {
        ngx_smartstack_pg_unconnected(pc, "no free worker_connections");
        return;
    }

    c->data = pc;
    c->number = ngx_atomic_fetch_add(ngx_connection_counter, 1);

    c->read->handler = ngx_smartstack_pg_read_handler;
    c->write->handler = ngx_smartstack_pg_write_handler;
    c->read->log = pg->log;
    c->write->log = pg->log;

    pc->c = c;

    if (ngx_add_event(c->write, NGX_WRITE_EVENT, NGX_LEVEL_EVENT) != NGX_OK) {
        ngx_smartstack_pg_unconnected(pc, "no event");
    }
}


static void
ngx_smartstack_pg_read_handler(ngx_event_t *ev)
{
    ngx_connection_t                *c;
    ngx_smartstack_pg_connection_t  *pc;

    c = ev->data;
    pc = c->data;

    if (c->error) {

        /* worker_shutdown_timeout: all must go now */

        pc->pg->stopped = 1;
        ngx_smartstack_pg_fail(pc, "the worker shuts down");
        return;
    }

    if (c->close) {
        c->close = 0;
        ngx_smartstack_pg_leave(pc);
        return;
    }

    if (pc->state != NGX_SMARTSTACK_PG_READY) {
        ngx_smartstack_pg_poll(pc);
        return;
    }

    if (ngx_smartstack_pg_receive(pc) != NGX_OK) {
        ngx_smartstack_pg_fail(pc, PQerrorMessage(pc->conn));
        return;
    }

    ngx_smartstack_pg_settle(pc);
    ngx_smartstack_pg_post(pc->pg);
}


static void
ngx_smartstack_pg_write_handler(ngx_event_t *ev)
{
    ngx_connection_t                *c;
    ngx_smartstack_pg_connection_t  *pc;

    c = ev->data;
    pc = c->data;

    if (pc->state != NGX_SMARTSTACK_PG_READY) {
        ngx_smartstack_pg_poll(pc);
        return;
    }

    if (ngx_smartstack_pg_flush(pc) != NGX_OK) {
        ngx_smartstack_pg_fail(pc, PQerrorMessage(pc->conn));
        return;
    }

    if (!pc->unsent) {
        ngx_smartstack_pg_post(pc->pg);
    }
}


static void
ngx_smartstack_pg_poll(ngx_smartstack_pg_connection_t *pc)
{
    ngx_int_t          rc;
    ngx_connection_t  *c;

    c = pc->c;

    /* the socket may be closed and replaced within the call */

    if (c->read->active) {
        (void) ngx_del_event(c->read, NGX_READ_EVENT, 0);
    }

    if (c->write->active) {
        (void) ngx_del_event(c->write, NGX_WRITE_EVENT, 0);
    }

    switch (PQconnectPoll(pc->conn)) {

    case PGRES_POLLING_READING:
        c->fd = PQsocket(pc->conn);
        rc = ngx_add_event(c->read, NGX_READ_EVENT, NGX_LEVEL_EVENT);
        break;

    case PGRES_POLLING_WRITING:
        c->fd = PQsocket(pc->conn);
        rc = ngx_add_event(c->write, NGX_WRITE_EVENT, NGX_LEVEL_EVENT);
        break;

    case PGRES_POLLING_OK:
        c->fd = PQsocket(pc->conn);

        if (PQsetnonblocking(pc->conn, 1) != 0
            || !PQenterPipelineMode(pc->conn))
        {
            ngx_smartstack_pg_unconnected(pc, PQerrorMessage(pc->conn));
            return;
        }

        rc = ngx_add_event(c->read, NGX_READ_EVENT, NGX_LEVEL_EVENT);

        if (rc == NGX_OK) {
            c->idle = 1;

            ngx_del_timer(&pc->timer);
            ngx_add_timer(&pc->timer, NGX_SMARTSTACK_PG_AGE * 3 / 4
                            + ngx_random() % (NGX_SMARTSTACK_PG_AGE / 2));

            ngx_smartstack_pg_connected(pc);
        }

        break;

    default:
        ngx_smartstack_pg_unconnected(pc, PQerrorMessage(pc->conn));
        return;
    }

    if (rc != NGX_OK) {
        ngx_smartstack_pg_unconnected(pc, "no event");
    }
}


static ngx_int_t
ngx_smartstack_pg_receive(ngx_smartstack_pg_connection_t *pc)
{
    SSL  *ssl;

    pc->heard = ngx_current_msec;
    pc->quiet = 0;

    do {
        if (!PQconsumeInput(pc->conn)) {
            (void) ngx_smartstack_pg_read(pc);
            return NGX_ERROR;
        }

        if (ngx_smartstack_pg_read(pc) != NGX_OK) {
            return NGX_ERROR;
        }

        /* what TLS has decrypted already, no event will tell */

        ssl = PQsslStruct(pc->conn, "OpenSSL");

    } while (ssl && SSL_pending(ssl) > 0);

    return ngx_smartstack_pg_flush(pc);
}


/* Hands to the kernel what it takes, and asks to be told when it takes more. */

ngx_int_t
ngx_smartstack_pg_flush(ngx_smartstack_pg_connection_t *pc)
{
    int           rc;
    ngx_event_t  *wev;

    rc = PQflush(pc->conn);

    if (rc < 0) {
        return NGX_ERROR;
    }

    pc->unsent = (rc != 0);

    wev = pc->c->write;

    if (rc && !wev->active) {
        return ngx_add_event(wev, NGX_WRITE_EVENT, NGX_LEVEL_EVENT);
    }

    if (rc == 0 && wev->active) {
        return ngx_del_event(wev, NGX_WRITE_EVENT, 0);
    }

    return NGX_OK;
}


/*
 * The worker is about to leave.  One connection stays for the requests that
 * are still under way, the others end with what they have in flight.
 */

static void
ngx_smartstack_pg_leave(ngx_smartstack_pg_connection_t *pc)
{
    ngx_uint_t                       i;
    ngx_smartstack_pg_t             *pg;
    ngx_smartstack_pg_connection_t  *other;

    pg = pc->pg;

    pc->c->idle = 0;

    if (!pc->reserved) {
        for (i = 0; &pg->connections[i] != pc; i++) {
            other = &pg->connections[i];

            if (other->state == NGX_SMARTSTACK_PG_READY && !other->retire) {
                break;
            }
        }

        if (&pg->connections[i] == pc) {
            return;
        }
    }

    pc->retire = 1;
    ngx_smartstack_pg_settle(pc);
}


/* Connecting took too long, or the connection is old. */

static void
ngx_smartstack_pg_timer(ngx_event_t *ev)
{
    ngx_smartstack_pg_connection_t  *pc;

    pc = ev->data;

    if (pc->state != NGX_SMARTSTACK_PG_READY) {
        ngx_smartstack_pg_unconnected(pc, "timed out");
        return;
    }

    pc->retire = 1;
    ngx_smartstack_pg_settle(pc);
}


/* A connection that is to go does so when nothing is in flight. */

static void
ngx_smartstack_pg_settle(ngx_smartstack_pg_connection_t *pc)
{
    if (pc->retire && pc->nflights == 0) {
        ngx_smartstack_pg_close(pc);
        ngx_smartstack_pg_post(pc->pg);
    }
}


void
ngx_smartstack_pg_fail(ngx_smartstack_pg_connection_t *pc,
    const char *reason)
{
    size_t      len;
    ngx_uint_t  level;

    if (pc->state != NGX_SMARTSTACK_PG_READY) {
        ngx_smartstack_pg_unconnected(pc, reason);
        return;
    }

    len = strcspn(reason, "\n");
    level = (pc->retire || pc->pg->stopped) ? NGX_LOG_INFO : NGX_LOG_WARN;

    ngx_log_error(level, pc->pg->log, 0,
                  "connection *%uA of pool \"%V\" is lost: %*s",
                  pc->c->number, &pc->pg->conf->name, len, reason);

    ngx_smartstack_pg_lost(pc);
    ngx_smartstack_pg_close(pc);
    ngx_smartstack_pg_post(pc->pg);
}


/* Nothing may be in flight.  Safe in any state. */

void
ngx_smartstack_pg_close(ngx_smartstack_pg_connection_t *pc)
{
    ngx_uint_t         flags;
    ngx_connection_t  *c;

    if (pc->resolving) {
        ngx_resolve_name_done(pc->resolving);
        pc->resolving = NULL;
    }

    if (pc->timer.timer_set) {
        ngx_del_timer(&pc->timer);
    }

    c = pc->c;

    if (c) {

        /* a connection that broke, libpq has closed already */

        flags = PQsocket(pc->conn) < 0 ? NGX_CLOSE_EVENT : 0;

        if (c->read->active) {
            (void) ngx_del_event(c->read, NGX_READ_EVENT, flags);
        }

        if (c->write->active) {
            (void) ngx_del_event(c->write, NGX_WRITE_EVENT, flags);
        }

        if (c->read->posted) {
            ngx_delete_posted_event(c->read);
        }

        if (c->write->posted) {
            ngx_delete_posted_event(c->write);
        }
    }

    if (pc->conn) {
        PQfinish(pc->conn);
        pc->conn = NULL;
    }

    if (c) {
        ngx_free_connection(c);
        c->fd = (ngx_socket_t) -1;
        pc->c = NULL;
    }

    if (pc->prepared) {
        ngx_free(pc->prepared);
        pc->prepared = NULL;
        pc->nprepared = 0;
    }

    if (pc->state == NGX_SMARTSTACK_PG_READY && !pc->reserved
        && --pc->pg->nready == 0)
    {
        pc->pg->changed = ngx_smartstack_pg_now();
    }

    pc->state = NGX_SMARTSTACK_PG_CLOSED;
    pc->first = 0;
    pc->nflights = 0;
    pc->retire = 0;
    pc->unsent = 0;
    pc->quiet = 0;

    ngx_smartstack_pg_state(pc);
}


/* Keeps the gauges in step. */

void
ngx_smartstack_pg_state(ngx_smartstack_pg_connection_t *pc)
{
    ngx_int_t  gauge;

    switch (pc->state) {

    case NGX_SMARTSTACK_PG_CLOSED:
        gauge = -1;
        break;

    case NGX_SMARTSTACK_PG_READY:
        gauge = pc->nflights ? NGX_SMARTSTACK_G_PG_BUSY
                             : NGX_SMARTSTACK_G_PG_IDLE;
        break;

    default:
        gauge = NGX_SMARTSTACK_G_PG_CONNECTING;
        break;
    }

    if (pc->gauge != -1) {
        ngx_smartstack_gauge(pc->gauge, -1);
    }

    if (gauge != -1) {
        ngx_smartstack_gauge(gauge, 1);
    }

    pc->gauge = gauge;
}


/* PostgreSQL's remarks may hold data of users: nobody is told. */

static void
ngx_smartstack_pg_notice(void *data, const PGresult *res)
{
}
