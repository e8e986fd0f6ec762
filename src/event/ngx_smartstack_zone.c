
#include <ngx_smartstack_zone_internal.h>
#include <openssl/rand.h>


static ngx_int_t ngx_smartstack_zone_init(ngx_shm_zone_t *zone, void *data);
static ngx_int_t ngx_smartstack_zone_create(ngx_shm_zone_t *zone,
    ngx_smartstack_zone_ctx_t *ctx);
static ngx_int_t ngx_smartstack_zone_map(ngx_shm_zone_t *zone,
    ngx_smartstack_zone_ctx_t *ctx);
static void ngx_smartstack_zone_hist(ngx_smartstack_zone_histogram_t *h,
    uint64_t microseconds);


ngx_smartstack_zone_bucket_t
    ngx_smartstack_zone_buckets[NGX_SMARTSTACK_ZONE_BUCKETS] = {
    { 5000,       "0.005" },
    { 10000,      "0.01" },
    { 25000,      "0.025" },
    { 50000,      "0.05" },
    { 100000,     "0.1" },
    { 250000,     "0.25" },
    { 500000,     "0.5" },
    { 1000000,    "1" },
    { 2500000,    "2.5" },
    { 5000000,    "5" },
    { 10000000,   "10" },
    { UINT64_MAX, "+Inf" }
};


ngx_smartstack_zone_ctx_t     *ngx_smartstack_zone_ctx;
ngx_smartstack_zone_sh_t      *ngx_smartstack_zone_sh;
ngx_smartstack_zone_worker_t  *ngx_smartstack_zone_worker;


ngx_shm_zone_t *
ngx_smartstack_zone_add(ngx_conf_t *cf, ngx_str_t *name, size_t size,
    void *tag)
{
    ngx_shm_zone_t             *zone;
    ngx_smartstack_zone_ctx_t  *ctx;

    zone = ngx_shared_memory_add(cf, name, size, tag);
    if (zone == NULL) {
        return NULL;
    }

    if (zone->data) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "zone \"%V\" is already declared", name);
        return NULL;
    }

    ctx = ngx_pcalloc(cf->pool, sizeof(ngx_smartstack_zone_ctx_t));
    if (ctx == NULL) {
        return NULL;
    }

    ctx->pool = cf->pool;

    zone->init = ngx_smartstack_zone_init;
    zone->data = ctx;

    return zone;
}


void
ngx_smartstack_zone_operations(ngx_shm_zone_t *zone, ngx_str_t *names,
    ngx_uint_t n)
{
    ngx_smartstack_zone_ctx_t  *ctx;

    ctx = zone->data;

    ctx->names = names;
    ctx->n = n;
}


static ngx_int_t
ngx_smartstack_zone_init(ngx_shm_zone_t *zone, void *data)
{
    ngx_smartstack_zone_ctx_t *octx = data;

    ngx_slab_pool_t            *shpool;
    ngx_smartstack_zone_ctx_t  *ctx;

    ctx = zone->data;
    shpool = (ngx_slab_pool_t *) zone->shm.addr;
    ctx->shpool = shpool;

    if (octx) {
        ctx->sh = octx->sh;

    } else if (zone->shm.exists) {
        ctx->sh = shpool->data;

    } else if (ngx_smartstack_zone_create(zone, ctx) != NGX_OK) {
        ngx_log_error(NGX_LOG_EMERG, zone->shm.log, 0,
                      "smartstack_zone \"%V\" is too small", &zone->shm.name);
        return NGX_ERROR;
    }

    if (ctx->sh == NULL
        || ctx->sh->magic != NGX_SMARTSTACK_ZONE_MAGIC
        || ctx->sh->version != NGX_SMARTSTACK_ZONE_VERSION
        || ctx->sh->size != sizeof(ngx_smartstack_zone_sh_t))
    {
        ngx_log_error(NGX_LOG_EMERG, zone->shm.log, 0,
                      "smartstack_zone \"%V\" is in use with an "
                      "incompatible layout", &zone->shm.name);
        return NGX_ERROR;
    }

    return ngx_smartstack_zone_map(zone, ctx);
}


static ngx_int_t
ngx_smartstack_zone_create(ngx_shm_zone_t *zone,
    ngx_smartstack_zone_ctx_t *ctx)
{
    ngx_uint_t                         capacity;
    ngx_slab_pool_t                   *shpool;
    ngx_smartstack_zone_sh_t          *sh;
    ngx_smartstack_zone_operation_t   *none;

    shpool = (ngx_slab_pool_t *) zone->shm.addr;
    shpool->log_nomem = 0;

    sh = ngx_slab_calloc(shpool, sizeof(ngx_smartstack_zone_sh_t));
    if (sh == NULL) {
        return NGX_ERROR;
    }

    capacity = 1 + ctx->n + NGX_SMARTSTACK_ZONE_GROWTH;

    sh->operations = ngx_slab_calloc(shpool,
                       capacity * sizeof(ngx_smartstack_zone_operation_t));
    if (sh->operations == NULL) {
        return NGX_ERROR;
    }

    /* a quarter of the zone, whatever its size */

    sh->ntokens = NGX_SMARTSTACK_ZONE_WAYS;

    while (sh->ntokens * 2 * sizeof(ngx_smartstack_zone_tokens_t)
           <= zone->shm.size / 4)
    {
        sh->ntokens *= 2;
    }

    sh->tokens = ngx_slab_calloc(shpool,
                       sh->ntokens * sizeof(ngx_smartstack_zone_tokens_t));

    if (sh->tokens == NULL
        || RAND_bytes((u_char *) &sh->seed, sizeof(sh->seed)) != 1)
    {
        return NGX_ERROR;
    }

    none = &sh->operations[0];
    ngx_memcpy(none->name, "none", sizeof("none"));

    sh->capacity = capacity;
    sh->noperations = 1;
    sh->size = sizeof(ngx_smartstack_zone_sh_t);
    sh->version = NGX_SMARTSTACK_ZONE_VERSION;
    sh->magic = NGX_SMARTSTACK_ZONE_MAGIC;

    shpool->data = sh;
    ctx->sh = sh;

    return NGX_OK;
}


/* Finds the slot of each operation by its name, or takes a new one. */

static ngx_int_t
ngx_smartstack_zone_map(ngx_shm_zone_t *zone, ngx_smartstack_zone_ctx_t *ctx)
{
    size_t                            len;
    ngx_uint_t                        i, j, full;
    ngx_slab_pool_t                  *shpool;
    ngx_smartstack_zone_sh_t         *sh;
    ngx_smartstack_zone_operation_t  *op;

    if (ctx->n == 0) {
        return NGX_OK;
    }

    ctx->slots = ngx_pcalloc(ctx->pool, ctx->n * sizeof(ngx_uint_t));
    if (ctx->slots == NULL) {
        return NGX_ERROR;
    }

    sh = ctx->sh;
    full = 0;

    shpool = (ngx_slab_pool_t *) zone->shm.addr;
    ngx_shmtx_lock(&shpool->mutex);

    for (i = 0; i < ctx->n; i++) {

        len = ngx_min(ctx->names[i].len, NGX_SMARTSTACK_ZONE_NAME - 1);

        for (j = 1; j < sh->noperations; j++) {
            op = &sh->operations[j];

            if (ngx_strncmp(op->name, ctx->names[i].data, len) == 0
                && op->name[len] == '\0')
            {
                break;
            }
        }

        if (j == sh->noperations) {

            if (j == sh->capacity) {
                full = 1;
                continue;
            }

            ngx_memcpy(sh->operations[j].name, ctx->names[i].data, len);
            sh->noperations++;
        }

        ctx->slots[i] = j;
    }

    ngx_shmtx_unlock(&shpool->mutex);

    if (full) {
        ngx_log_error(NGX_LOG_WARN, zone->shm.log, 0,
                      "smartstack_zone \"%V\" has no room for all operations, "
                      "some are counted as \"none\" until a restart",
                      &zone->shm.name);
    }

    return NGX_OK;
}


void
ngx_smartstack_zone_attach(ngx_shm_zone_t *zone, ngx_uint_t worker)
{
    ngx_pid_t                      pid;
    ngx_uint_t                     i;
    ngx_atomic_uint_t              old;
    ngx_smartstack_zone_worker_t  *slot;

    if (zone == NULL) {
        return;
    }

    ngx_smartstack_zone_ctx = zone->data;
    ngx_smartstack_zone_sh = ngx_smartstack_zone_ctx->sh;

    /*
     * A worker of the previous generation may still drain under the same
     * number, so a slot belongs to a process, not to a number: the search
     * begins at the number and takes a slot that is free or whose process
     * is dead.
     */

    for (i = 0; i < NGX_SMARTSTACK_ZONE_WORKERS; i++) {

        slot = &ngx_smartstack_zone_sh->workers[
                                (worker + i) % NGX_SMARTSTACK_ZONE_WORKERS];
        old = slot->pid;
        pid = (ngx_pid_t) old;

        if (old != 0 && pid != ngx_pid && !ngx_smartstack_zone_dead(pid)) {
            continue;
        }

        if (!ngx_atomic_cmp_set(&slot->pid, old,
                                (ngx_atomic_uint_t) ngx_pid))
        {
            continue;
        }

        ngx_memzero((void *) slot->gauges, sizeof(slot->gauges));
        ngx_memzero((void *) slot->objects, sizeof(slot->objects));

        ngx_smartstack_zone_worker = slot;
        return;
    }
}


void
ngx_smartstack_zone_detach(void)
{
    ngx_smartstack_zone_worker_t  *slot;

    slot = ngx_smartstack_zone_worker;
    if (slot == NULL) {
        return;
    }

    ngx_smartstack_zone_worker = NULL;

    ngx_memory_barrier();
    slot->pid = 0;
}


ngx_uint_t
ngx_smartstack_zone_dead(ngx_pid_t pid)
{
    return kill(pid, 0) == -1 && ngx_errno == ESRCH;
}


void
ngx_smartstack_count(ngx_smartstack_counter_e counter)
{
    if (ngx_smartstack_zone_sh) {
        (void) ngx_atomic_fetch_add(
                             &ngx_smartstack_zone_sh->counters[counter], 1);
    }
}


void
ngx_smartstack_gauge(ngx_smartstack_gauge_e gauge, ngx_int_t delta)
{
    if (ngx_smartstack_zone_worker) {
        ngx_smartstack_zone_worker->gauges[gauge] += delta;
    }
}


void
ngx_smartstack_object(ngx_smartstack_object_e object, ngx_int_t delta)
{
    if (ngx_smartstack_zone_worker) {
        ngx_smartstack_zone_worker->objects[object] += delta;
    }
}


void
ngx_smartstack_observe(ngx_smartstack_histogram_e histogram,
    uint64_t microseconds)
{
    if (ngx_smartstack_zone_sh) {
        ngx_smartstack_zone_hist(
                          &ngx_smartstack_zone_sh->histograms[histogram],
                          microseconds);
    }
}


void
ngx_smartstack_zone_request(ngx_uint_t operation, ngx_uint_t status,
    ngx_msec_t total, ngx_msec_t db)
{
    ngx_uint_t                        slot;
    ngx_smartstack_zone_operation_t  *op;

    if (ngx_smartstack_zone_sh == NULL) {
        return;
    }

    slot = operation < ngx_smartstack_zone_ctx->n
           ? ngx_smartstack_zone_ctx->slots[operation] : 0;

    op = &ngx_smartstack_zone_sh->operations[slot];

    if (status >= 200 && status < 600) {
        (void) ngx_atomic_fetch_add(&op->status[status / 100 - 2], 1);
    }

    (void) ngx_atomic_fetch_add(&op->db, db * 1000);

    ngx_smartstack_zone_hist(&op->total, (uint64_t) total * 1000);
}


static void
ngx_smartstack_zone_hist(ngx_smartstack_zone_histogram_t *h,
    uint64_t microseconds)
{
    ngx_uint_t  i;

    for (i = 0; microseconds > ngx_smartstack_zone_buckets[i].limit; i++) {
        /* void */
    }

    (void) ngx_atomic_fetch_add(&h->count[i], 1);
    (void) ngx_atomic_fetch_add(&h->sum, microseconds);
}
