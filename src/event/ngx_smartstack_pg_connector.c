
/*
 * Which connection is opened when: one at a time, a little apart; after a
 * failure with growing pauses, which stay short while somebody waits.
 */


#include <ngx_smartstack_pg_internal.h>


#define NGX_SMARTSTACK_PG_APART         10      /* ms, at most */
#define NGX_SMARTSTACK_PG_BACKOFF       50
#define NGX_SMARTSTACK_PG_MAX_BACKOFF   5000

/*
 * While somebody lacks it, or did so of late: the longest pause, and the
 * least between two attempts of one slot.
 */
#define NGX_SMARTSTACK_PG_SOON          200
#define NGX_SMARTSTACK_PG_SLOT          500
#define NGX_SMARTSTACK_PG_LATE          5000

/* Not worth moving a timer. */
#define NGX_SMARTSTACK_PG_SLACK         50


static ngx_smartstack_pg_connection_t *ngx_smartstack_pg_slot(
    ngx_smartstack_pg_t *pg);
static ngx_uint_t ngx_smartstack_pg_wanted(ngx_smartstack_pg_t *pg,
    ngx_uint_t reserved);
static ngx_msec_t ngx_smartstack_pg_pause(ngx_smartstack_pg_t *pg);
static void ngx_smartstack_pg_open(ngx_event_t *ev);
static void ngx_smartstack_pg_resolved(ngx_resolver_ctx_t *ctx);


void
ngx_smartstack_pg_connector_init(ngx_smartstack_pg_t *pg)
{
    pg->connect.handler = ngx_smartstack_pg_open;
    pg->connect.data = pg;
    pg->connect.log = pg->log;
    pg->connect.cancelable = 1;
}


/* Called whenever something has changed. */

void
ngx_smartstack_pg_connector(ngx_smartstack_pg_t *pg)
{
    ngx_msec_t  pause;

    if (pg->stopped || pg->connecting || ngx_smartstack_pg_slot(pg) == NULL) {
        return;
    }

    pause = ngx_smartstack_pg_pause(pg);

    if (pg->connect.timer_set) {

        if ((ngx_msec_int_t) (pg->connect.timer.key - ngx_current_msec)
            <= (ngx_msec_int_t) (pause + NGX_SMARTSTACK_PG_SLACK))
        {
            return;
        }

        ngx_del_timer(&pg->connect);
    }

    ngx_add_timer(&pg->connect, pause);
}


/* The next slot to be filled, in turn. */

static ngx_smartstack_pg_connection_t *
ngx_smartstack_pg_slot(ngx_smartstack_pg_t *pg)
{
    ngx_uint_t                       i;
    ngx_smartstack_pg_connection_t  *pc;

    for (i = 0; i < pg->nconnections; i++) {
        pc = &pg->connections[(pg->next + i) % pg->nconnections];

        if (pc->state == NGX_SMARTSTACK_PG_CLOSED
            && ngx_smartstack_pg_wanted(pg, pc->reserved))
        {
            return pc;
        }
    }

    return NULL;
}


/* A worker that leaves opens a connection only for who has none. */

static ngx_uint_t
ngx_smartstack_pg_wanted(ngx_smartstack_pg_t *pg, ngx_uint_t reserved)
{
    ngx_uint_t                    i, n;
    ngx_smartstack_pg_waiting_t  *waiting;

    if (!ngx_exiting) {
        return 1;
    }

    waiting = pg->waiting;

    n = reserved ? waiting[NGX_SMARTSTACK_PG_LONG].n
                 : waiting[NGX_SMARTSTACK_PG_READS].n
                   + waiting[NGX_SMARTSTACK_PG_WRITES].n;

    if (n == 0) {
        return 0;
    }

    for (i = 0; i < pg->nconnections; i++) {
        if (pg->connections[i].reserved == reserved
            && pg->connections[i].state == NGX_SMARTSTACK_PG_READY
            && !pg->connections[i].retire)
        {
            return 0;
        }
    }

    return 1;
}


static ngx_msec_t
ngx_smartstack_pg_pause(ngx_smartstack_pg_t *pg)
{
    ngx_msec_t  pause, least, passed;

    if (pg->failures == 0) {
        return pg->begun ? ngx_random() % NGX_SMARTSTACK_PG_APART : 0;
    }

    pause = NGX_SMARTSTACK_PG_BACKOFF
            << ngx_min(pg->failures - 1, (ngx_uint_t) 7);
    pause = ngx_min(pause, NGX_SMARTSTACK_PG_MAX_BACKOFF);

    if ((pg->nready == 0 || pg->waiting[NGX_SMARTSTACK_PG_LONG].n)
        && ngx_current_msec - pg->wanted < NGX_SMARTSTACK_PG_LATE)
    {
        least = NGX_SMARTSTACK_PG_SLOT / pg->nconnections;
        pause = ngx_min(pause, ngx_max(least, NGX_SMARTSTACK_PG_SOON));
    }

    /* a quarter more or less: workers are not to come all at once */

    pause = pause * 3 / 4 + ngx_random() % (pause / 2);

    passed = ngx_current_msec - pg->attempted;

    return passed < pause ? pause - passed : 0;
}


static void
ngx_smartstack_pg_open(ngx_event_t *ev)
{
    ngx_resolver_ctx_t              *ctx;
    ngx_smartstack_pg_t             *pg;
    ngx_smartstack_pg_connection_t  *pc;

    pg = ev->data;

    pc = ngx_smartstack_pg_slot(pg);
    if (pc == NULL) {
        return;
    }

    pg->next = pc - pg->connections + 1;
    pg->attempted = ngx_current_msec;
    pg->attempts++;
    pg->connecting = 1;

    pc->state = NGX_SMARTSTACK_PG_RESOLVING;
    ngx_smartstack_pg_state(pc);

    ngx_add_timer(&pc->timer, pg->conf->connect_timeout);

    if (pg->host.len == 0) {
        ngx_smartstack_pg_connect(pc);
        return;
    }

    ctx = ngx_resolve_start(pg->resolver, NULL);
    if (ctx == NULL || ctx == NGX_NO_RESOLVER) {
        ngx_smartstack_pg_unconnected(pc, "no resolver");
        return;
    }

    ctx->name = pg->host;
    ctx->handler = ngx_smartstack_pg_resolved;
    ctx->data = pc;
    ctx->timeout = pg->resolver_timeout;
    ctx->cancelable = 1;

    pc->resolving = ctx;

    if (ngx_resolve_name(ctx) != NGX_OK) {
        pc->resolving = NULL;
        ngx_smartstack_pg_unconnected(pc, "the host cannot be resolved");
    }
}


static void
ngx_smartstack_pg_resolved(ngx_resolver_ctx_t *ctx)
{
    u_char                          *last;
    ngx_resolver_addr_t             *addr;
    ngx_smartstack_pg_t             *pg;
    ngx_smartstack_pg_connection_t  *pc;

    pc = ctx->data;
    pg = pc->pg;

    if (ctx->state) {
        ngx_smartstack_pg_unconnected(pc, ngx_resolver_strerror(ctx->state));
        return;
    }

    addr = &ctx->addrs[pg->attempts % ctx->naddrs];

    last = pg->address + ngx_sock_ntop(addr->sockaddr, addr->socklen,
                                       pg->address, NGX_INET6_ADDRSTRLEN, 0);
    *last = '\0';

    pg->values[pg->hostaddr] = (const char *) pg->address;

    ngx_resolve_name_done(ctx);
    pc->resolving = NULL;

    ngx_smartstack_pg_connect(pc);
}


void
ngx_smartstack_pg_connected(ngx_smartstack_pg_connection_t *pc)
{
    ngx_smartstack_pg_t  *pg;

    pg = pc->pg;

    pc->state = NGX_SMARTSTACK_PG_READY;
    ngx_smartstack_pg_state(pc);

    ngx_smartstack_count(NGX_SMARTSTACK_C_PG_CONNECTS);

    if (!pc->reserved && pg->nready++ == 0) {
        pg->changed = ngx_smartstack_pg_now();
    }

    if (pg->complained) {
        pg->complained = 0;
        ngx_log_error(NGX_LOG_NOTICE, pg->log, 0,
                      "pool \"%V\" is connected to PostgreSQL again",
                      &pg->conf->name);
    }

    pg->begun = 1;
    pg->connecting = 0;
    pg->failures = 0;

    ngx_smartstack_pg_post(pg);
}


void
ngx_smartstack_pg_unconnected(ngx_smartstack_pg_connection_t *pc,
    const char *reason)
{
    size_t                len;
    ngx_uint_t            level;
    ngx_smartstack_pg_t  *pg;

    pg = pc->pg;

    ngx_smartstack_count(NGX_SMARTSTACK_C_PG_CONNECT_FAILURES);

    /* once, and once more when nothing is left */

    level = pg->nready ? NGX_LOG_WARN : NGX_LOG_ERR;

    if (!pg->stopped && (!pg->complained || level < pg->complained)) {
        pg->complained = level;

        len = strcspn(reason, "\n");

        ngx_log_error(level, pg->log, 0,
                      "pool \"%V\" cannot connect to PostgreSQL: %*s",
                      &pg->conf->name, len, reason);
    }

    ngx_smartstack_pg_close(pc);

    pg->begun = 1;
    pg->connecting = 0;
    pg->failures++;

    ngx_smartstack_pg_post(pg);
}
