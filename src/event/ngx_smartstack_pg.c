
/*
 * The pool: who waits, who is refused, who is sent where.
 *
 * Nothing is completed and nothing is sent from within a call of the HTTP
 * floor or a handler of a socket: both happen in one posted event, so that
 * callbacks may submit and detach as they like.
 */


#include <ngx_smartstack_pg_internal.h>


/* How often connections in use are looked at for silence. */
#define NGX_SMARTSTACK_PG_WATCH   250       /* ms */

/* A connection that is silent for so long is the last choice. */
#define NGX_SMARTSTACK_PG_SLOW    100       /* ms */

/* From so many shared connections on, one is for reads only. */
#define NGX_SMARTSTACK_PG_READERS  3

/* Weight of the newest interval in the pace of the queue: 1/8. */
#define NGX_SMARTSTACK_PG_PACE    8

/*
 * A queue this short is no overload, however long a commit takes: the few
 * who wait would only come again at once.
 */
#define NGX_SMARTSTACK_PG_SHED_MIN  32

/*
 * A write may wait this many times as long as a read: it takes the database
 * that much longer, and who is refused would have to send it again.
 */
#define NGX_SMARTSTACK_PG_PATIENCE  4


static void ngx_smartstack_pg_event(ngx_smartstack_pg_t *pg, ngx_event_t *ev,
    ngx_event_handler_pt handler);
static ngx_uint_t ngx_smartstack_pg_refused(ngx_smartstack_pg_t *pg,
    ngx_smartstack_pg_waiting_t *waiting);
static ngx_uint_t ngx_smartstack_pg_total(ngx_smartstack_pg_t *pg);
static ngx_smartstack_pg_waiting_t *ngx_smartstack_pg_waiting(
    ngx_smartstack_pg_batch_t *batch);
static void ngx_smartstack_pg_work(ngx_event_t *ev);
static void ngx_smartstack_pg_complete(ngx_smartstack_pg_t *pg);
static void ngx_smartstack_pg_dispatch(ngx_smartstack_pg_t *pg);
static void ngx_smartstack_pg_launch(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_batch_t *batch);
static void ngx_smartstack_pg_keep_pace(ngx_smartstack_pg_t *pg,
    ngx_smartstack_pg_waiting_t *waiting, uint64_t now);
static void ngx_smartstack_pg_overdue(ngx_event_t *ev);
static ngx_msec_t ngx_smartstack_pg_refuse(ngx_smartstack_pg_t *pg,
    ngx_msec_t timeout);
static void ngx_smartstack_pg_watch(ngx_event_t *ev);


ngx_smartstack_pg_t *
ngx_smartstack_pg_start(ngx_cycle_t *cycle, ngx_smartstack_pg_conf_t *conf,
    ngx_uint_t nstatements, ngx_resolver_t *resolver,
    ngx_msec_t resolver_timeout)
{
    ngx_uint_t                       i;
    ngx_smartstack_pg_t             *pg;
    ngx_smartstack_pg_connection_t  *pc;

    pg = ngx_pcalloc(cycle->pool, sizeof(ngx_smartstack_pg_t));
    if (pg == NULL) {
        return NULL;
    }

    pg->conf = conf;
    pg->log = cycle->log;
    pg->ident = -1;
    pg->nstatements = nstatements;
    pg->resolver = resolver;
    pg->resolver_timeout = resolver_timeout;

    pg->changed = ngx_smartstack_pg_now();
    pg->wanted = ngx_current_msec;

    for (i = 0; i < NGX_SMARTSTACK_PG_KINDS; i++) {
        ngx_queue_init(&pg->waiting[i].queue);
    }

    ngx_queue_init(&pg->ended);

    ngx_smartstack_pg_event(pg, &pg->work, ngx_smartstack_pg_work);
    ngx_smartstack_pg_event(pg, &pg->overdue, ngx_smartstack_pg_overdue);
    ngx_smartstack_pg_event(pg, &pg->watch, ngx_smartstack_pg_watch);

    if (ngx_smartstack_pg_params(pg, cycle->pool) != NGX_OK) {
        return NULL;
    }

    pg->nconnections = conf->connections + conf->reserved;

    pc = ngx_pcalloc(cycle->pool,
                pg->nconnections * sizeof(ngx_smartstack_pg_connection_t));
    if (pc == NULL) {
        return NULL;
    }

    pg->connections = pc;

    for (i = 0; i < pg->nconnections; i++) {
        pc[i].pg = pg;
        pc[i].reserved = (i >= conf->connections);

        ngx_smartstack_pg_connection_init(&pc[i]);
    }

    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_MAX, pg->nconnections);

    ngx_smartstack_pg_connector_init(pg);
    ngx_smartstack_pg_connector(pg);

    return pg;
}


/* These timers hold no worker: the guards of the batches do. */

static void
ngx_smartstack_pg_event(ngx_smartstack_pg_t *pg, ngx_event_t *ev,
    ngx_event_handler_pt handler)
{
    ev->handler = handler;
    ev->data = pg;
    ev->log = pg->log;
    ev->cancelable = 1;
}


void
ngx_smartstack_pg_stop(ngx_smartstack_pg_t *pg)
{
    ngx_uint_t  i;

    pg->stopped = 1;

    for (i = 0; i < pg->nconnections; i++) {
        ngx_smartstack_pg_lost(&pg->connections[i]);
        ngx_smartstack_pg_close(&pg->connections[i]);
    }

    ngx_smartstack_pg_work(&pg->work);

    if (pg->work.posted) {
        ngx_delete_posted_event(&pg->work);
    }

    if (pg->overdue.timer_set) {
        ngx_del_timer(&pg->overdue);
    }

    if (pg->watch.timer_set) {
        ngx_del_timer(&pg->watch);
    }

    if (pg->connect.timer_set) {
        ngx_del_timer(&pg->connect);
    }

    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_MAX,
                         -(ngx_int_t) pg->nconnections);
}


void
ngx_smartstack_pg_submit(ngx_smartstack_pg_batch_t *batch)
{
    ngx_smartstack_pg_t          *pg;
    ngx_smartstack_pg_waiting_t  *waiting;

    pg = batch->pg;
    pg->wanted = ngx_current_msec;

    if (pg->stopped) {
        ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_UNAVAILABLE);
        return;
    }

    waiting = ngx_smartstack_pg_waiting(batch);

    if (ngx_smartstack_pg_refused(pg, waiting)) {
        ngx_smartstack_count(NGX_SMARTSTACK_C_PG_REFUSED);
        ngx_smartstack_pg_end(batch, pg->nready
                                     ? NGX_SMARTSTACK_PG_BUSY
                                     : NGX_SMARTSTACK_PG_UNAVAILABLE);
        return;
    }

    ngx_smartstack_op_guard(&batch->op, pg->conf->timeout);

    batch->state = NGX_SMARTSTACK_PG_WAITING;
    batch->since = ngx_smartstack_pg_now();

    ngx_queue_insert_tail(&waiting->queue, &batch->queue);
    waiting->n++;

    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_WAITING, 1);
    ngx_smartstack_pg_post(pg);
}


/*
 * A newcomer is refused at once when the queue is full, when there has been
 * no connection for longer than anybody may wait, or (short batches only)
 * when it would wait too long: by the age of the oldest waiter, or, at half
 * of that, by the number of waiters and the pace at which they were sent of
 * late.  The age alone would let the last one wait for a multiple of it when
 * several times more comes than can be served.
 */

static ngx_uint_t
ngx_smartstack_pg_refused(ngx_smartstack_pg_t *pg,
    ngx_smartstack_pg_waiting_t *waiting)
{
    uint64_t                    now, shed, since;
    ngx_smartstack_pg_batch_t  *oldest;

    if (ngx_smartstack_pg_total(pg) >= pg->conf->queue) {
        return 1;
    }

    now = ngx_smartstack_pg_now();

    if (pg->nready == 0) {
        return now - pg->changed > (uint64_t) pg->conf->queue_timeout * 1000;
    }

    if (waiting->n < NGX_SMARTSTACK_PG_SHED_MIN
        || waiting == &pg->waiting[NGX_SMARTSTACK_PG_LONG])
    {
        return 0;
    }

    oldest = ngx_queue_data(ngx_queue_head(&waiting->queue),
                            ngx_smartstack_pg_batch_t, queue);

    /* what was waited for the first connection does not count */

    since = ngx_max(oldest->since, pg->changed);
    shed = (uint64_t) pg->conf->shed * 1000;

    if (waiting == &pg->waiting[NGX_SMARTSTACK_PG_WRITES]) {
        shed *= NGX_SMARTSTACK_PG_PATIENCE;
    }

    return now - since > shed || waiting->n * waiting->pace > shed / 2;
}


static ngx_uint_t
ngx_smartstack_pg_total(ngx_smartstack_pg_t *pg)
{
    ngx_uint_t  i, n;

    n = 0;

    for (i = 0; i < NGX_SMARTSTACK_PG_KINDS; i++) {
        n += pg->waiting[i].n;
    }

    return n;
}


static ngx_smartstack_pg_waiting_t *
ngx_smartstack_pg_waiting(ngx_smartstack_pg_batch_t *batch)
{
    ngx_smartstack_pg_t  *pg;

    pg = batch->pg;

    if (batch->long_class && pg->conf->reserved) {
        return &pg->waiting[NGX_SMARTSTACK_PG_LONG];
    }

    return &pg->waiting[batch->write ? NGX_SMARTSTACK_PG_WRITES
                                     : NGX_SMARTSTACK_PG_READS];
}


void
ngx_smartstack_pg_unqueue(ngx_smartstack_pg_batch_t *batch)
{
    ngx_queue_remove(&batch->queue);
    ngx_smartstack_pg_waiting(batch)->n--;

    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_WAITING, -1);
}


/* Its done is called by the next work. */

void
ngx_smartstack_pg_end(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_pg_status_e status)
{
    batch->status = status;
    batch->state = NGX_SMARTSTACK_PG_ENDED;
    batch->flight = NULL;

    ngx_queue_insert_tail(&batch->pg->ended, &batch->queue);
    ngx_smartstack_pg_post(batch->pg);
}


/* Sends it once more, before those who have not been sent yet. */

void
ngx_smartstack_pg_again(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_counter_e counter)
{
    ngx_smartstack_pg_waiting_t  *waiting;

    ngx_smartstack_count(counter);
    ngx_smartstack_pg_clear(batch);

    batch->state = NGX_SMARTSTACK_PG_WAITING;
    batch->flight = NULL;
    batch->since = ngx_smartstack_pg_now();

    waiting = ngx_smartstack_pg_waiting(batch);

    ngx_queue_insert_head(&waiting->queue, &batch->queue);
    waiting->n++;

    ngx_smartstack_gauge(NGX_SMARTSTACK_G_PG_WAITING, 1);
    ngx_smartstack_pg_post(batch->pg);
}


void
ngx_smartstack_pg_post(ngx_smartstack_pg_t *pg)
{
    ngx_post_event(&pg->work, &ngx_posted_events);
}


static void
ngx_smartstack_pg_work(ngx_event_t *ev)
{
    ngx_smartstack_pg_t  *pg;

    pg = ev->data;

    do {
        ngx_smartstack_pg_complete(pg);

        ngx_smartstack_pg_dispatch(pg);

        if (pg->stopped) {
            (void) ngx_smartstack_pg_refuse(pg, 0);
        }

    } while (!ngx_queue_empty(&pg->ended));

    if (pg->stopped) {
        return;
    }

    if (ngx_smartstack_pg_total(pg) && !pg->overdue.timer_set) {
        ngx_add_timer(&pg->overdue, pg->conf->queue_timeout);
    }

    ngx_smartstack_pg_connector(pg);
}


static void
ngx_smartstack_pg_complete(ngx_smartstack_pg_t *pg)
{
    ngx_queue_t                *q;
    ngx_smartstack_pg_batch_t  *batch;

    while (!ngx_queue_empty(&pg->ended)) {
        q = ngx_queue_head(&pg->ended);
        ngx_queue_remove(q);

        batch = ngx_queue_data(q, ngx_smartstack_pg_batch_t, queue);

        ngx_smartstack_op_complete(&batch->op);
    }
}


/* In order of arrival, as far as there is room for a kind. */

static void
ngx_smartstack_pg_dispatch(ngx_smartstack_pg_t *pg)
{
    ngx_uint_t                       kind;
    ngx_queue_t                     *queue;
    ngx_smartstack_pg_batch_t       *batch, *oldest;
    ngx_smartstack_pg_connection_t  *pc, *best;

    for ( ;; ) {
        oldest = NULL;
        best = NULL;

        for (kind = 0; kind < NGX_SMARTSTACK_PG_KINDS; kind++) {
            queue = &pg->waiting[kind].queue;

            if (ngx_queue_empty(queue)) {
                continue;
            }

            batch = ngx_queue_data(ngx_queue_head(queue),
                                   ngx_smartstack_pg_batch_t, queue);

            if (oldest != NULL && oldest->since <= batch->since) {
                continue;
            }

            pc = ngx_smartstack_pg_pick(pg, kind);

            if (pc != NULL) {
                oldest = batch;
                best = pc;
            }
        }

        if (oldest == NULL) {
            return;
        }

        ngx_smartstack_pg_launch(best, oldest);
    }
}


static void
ngx_smartstack_pg_launch(ngx_smartstack_pg_connection_t *pc,
    ngx_smartstack_pg_batch_t *batch)
{
    uint64_t              now;
    ngx_smartstack_pg_t  *pg;

    pg = pc->pg;

    ngx_smartstack_pg_unqueue(batch);

    now = ngx_smartstack_pg_now();

    batch->waited += now - batch->since;
    batch->since = now;

    ngx_smartstack_observe(NGX_SMARTSTACK_H_PG_WAIT, batch->waited);

    ngx_smartstack_pg_keep_pace(pg, ngx_smartstack_pg_waiting(batch), now);

    if (ngx_smartstack_pg_send(pc, batch) != NGX_OK) {
        ngx_smartstack_pg_fail(pc, PQerrorMessage(pc->conn));

    } else if (!pg->watch.timer_set) {
        ngx_add_timer(&pg->watch, NGX_SMARTSTACK_PG_WATCH);
    }
}


/*
 * The least loaded one; the first of them, so that it stays warm.  One that
 * has been busy with a single statement for a while comes after all others.
 * The last of the shared ones takes no writes: whatever they wait for, such
 * as a lock, reads go on.
 */

ngx_smartstack_pg_connection_t *
ngx_smartstack_pg_pick(ngx_smartstack_pg_t *pg, ngx_smartstack_pg_kind_e kind)
{
    ngx_uint_t                       i, n, depth, load, least;
    ngx_smartstack_pg_connection_t  *pc, *best;

    best = NULL;
    least = 2 * NGX_SMARTSTACK_PG_MAX_DEPTH;

    n = pg->nconnections;
    depth = (kind == NGX_SMARTSTACK_PG_LONG)
            ? 1 : ngx_min(pg->conf->depth, NGX_SMARTSTACK_PG_MAX_DEPTH);

    if (kind == NGX_SMARTSTACK_PG_WRITES
        && pg->conf->connections >= NGX_SMARTSTACK_PG_READERS)
    {
        n = pg->conf->connections - 1;
    }

    for (i = 0; i < n; i++) {
        pc = &pg->connections[i];

        if (pc->state != NGX_SMARTSTACK_PG_READY
            || pc->reserved != (kind == NGX_SMARTSTACK_PG_LONG)
            || pc->retire || pc->quiet || pc->unsent
            || pc->nflights >= depth)
        {
            continue;
        }

        load = pc->nflights;

        if (load
            && ngx_current_msec - pc->heard >= NGX_SMARTSTACK_PG_SLOW)
        {
            load += NGX_SMARTSTACK_PG_MAX_DEPTH;
        }

        if (load < least) {
            best = pc;
            least = load;
        }
    }

    return best;
}


/*
 * The mean interval between two batches leaving a queue that is not empty;
 * when it is, the past counts less and less.
 */

static void
ngx_smartstack_pg_keep_pace(ngx_smartstack_pg_t *pg,
    ngx_smartstack_pg_waiting_t *waiting, uint64_t now)
{
    int64_t  gap;

    /* what was waited for the first connection does not count */

    gap = (waiting->backlog && waiting->sent > pg->changed)
          ? (int64_t) (now - waiting->sent) : 0;
    gap = ngx_min(gap, (int64_t) pg->conf->shed * 1000);

    waiting->pace += (gap - (int64_t) waiting->pace)
                     / NGX_SMARTSTACK_PG_PACE;

    waiting->sent = now;
    waiting->backlog = (waiting->n != 0);
}


static void
ngx_smartstack_pg_overdue(ngx_event_t *ev)
{
    ngx_msec_t            next;
    ngx_smartstack_pg_t  *pg;

    pg = ev->data;

    next = ngx_smartstack_pg_refuse(pg, pg->conf->queue_timeout);

    if (next) {
        ngx_add_timer(ev, next);
    }
}


/* Refuses who has waited for so long; returns when the next one will have. */

static ngx_msec_t
ngx_smartstack_pg_refuse(ngx_smartstack_pg_t *pg, ngx_msec_t timeout)
{
    uint64_t                    now;
    ngx_msec_t                  age, next;
    ngx_uint_t                  kind;
    ngx_queue_t                *queue, *q;
    ngx_smartstack_pg_batch_t  *batch;

    now = ngx_smartstack_pg_now();
    next = 0;

    for (kind = 0; kind < NGX_SMARTSTACK_PG_KINDS; kind++) {
        queue = &pg->waiting[kind].queue;
        q = ngx_queue_head(queue);

        while (q != ngx_queue_sentinel(queue)) {
            batch = ngx_queue_data(q, ngx_smartstack_pg_batch_t, queue);
            q = ngx_queue_next(q);

            age = (now - batch->since) / 1000;

            if (age < timeout) {
                next = next ? ngx_min(next, timeout - age) : timeout - age;
                continue;
            }

            ngx_smartstack_count(NGX_SMARTSTACK_C_PG_REFUSED);
            ngx_smartstack_pg_unqueue(batch);
            ngx_smartstack_pg_end(batch, pg->nready
                                         ? NGX_SMARTSTACK_PG_BUSY
                                         : NGX_SMARTSTACK_PG_UNAVAILABLE);
        }
    }

    return next;
}


/*
 * A connection that is silent gets nothing new, and the reads behind its
 * first batch go elsewhere as far as there is room; after the whole deadline
 * it is given up.
 */

static void
ngx_smartstack_pg_watch(ngx_event_t *ev)
{
    ngx_uint_t                       i, busy;
    ngx_msec_t                       silence;
    ngx_smartstack_pg_t             *pg;
    ngx_smartstack_pg_connection_t  *pc;

    pg = ev->data;
    busy = 0;

    for (i = 0; i < pg->nconnections; i++) {
        pc = &pg->connections[i];

        if (pc->nflights == 0) {
            continue;
        }

        silence = ngx_current_msec - pc->heard;

        if (silence >= pg->conf->timeout) {
            ngx_smartstack_pg_fail(pc, "no answer within the deadline");
            continue;
        }

        if (silence >= NGX_SMARTSTACK_PG_QUIET) {
            pc->quiet = 1;

            if (pg->waiting[NGX_SMARTSTACK_PG_READS].n == 0
                && ngx_smartstack_pg_pick(pg, NGX_SMARTSTACK_PG_READS) != NULL)
            {
                ngx_smartstack_pg_rescue(pc);
            }
        }

        busy = 1;
    }

    if (busy) {
        ngx_add_timer(ev, NGX_SMARTSTACK_PG_WATCH);
    }
}


uint64_t
ngx_smartstack_pg_now(void)
{
    struct timespec  ts;

    (void) clock_gettime(CLOCK_MONOTONIC, &ts);

    return (uint64_t) ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}
