
#include <ngx_smartstack_provider.h>


#define NGX_SMARTSTACK_PROVIDER_DAY      86400000   /* ms */
#define NGX_SMARTSTACK_PROVIDER_TIMEOUT  5000


static void ngx_smartstack_provider_call(ngx_smartstack_provider_t *provider);
static void ngx_smartstack_provider_answered(ngx_smartstack_op_t *op,
    void *owner);
static void ngx_smartstack_provider_take(ngx_smartstack_provider_t *provider,
    ngx_smartstack_transfer_t *transfer);
static void ngx_smartstack_provider_wake(ngx_smartstack_provider_t *provider);
static void ngx_smartstack_provider_expired(ngx_smartstack_op_t *op);
static void ngx_smartstack_provider_forget(void *data);


void
ngx_smartstack_provider_init(ngx_smartstack_provider_t *provider,
    ngx_smartstack_provider_conf_t *conf, ngx_smartstack_fetch_t *fetch,
    ngx_log_t *log)
{
    ngx_memzero(provider, sizeof(ngx_smartstack_provider_t));

    provider->conf = conf;
    provider->fetch = fetch;
    provider->log = log;

    ngx_queue_init(&provider->waiting);
}


void
ngx_smartstack_provider_exit(ngx_smartstack_provider_t *provider)
{
    if (provider->fetching != NULL) {
        ngx_smartstack_op_detach(provider->fetching);
    }

    ngx_smartstack_provider_wake(provider);

    if (provider->pool != NULL) {
        ngx_destroy_pool(provider->pool);
        provider->pool = NULL;
    }
}


ngx_array_t *
ngx_smartstack_provider_keys(ngx_smartstack_provider_t *provider)
{
    if (provider->keys != NULL
        && ngx_current_msec - provider->fetched < NGX_SMARTSTACK_PROVIDER_DAY)
    {
        return provider->keys;
    }

    return NULL;
}


ngx_smartstack_keys_op_t *
ngx_smartstack_provider_refresh(ngx_smartstack_provider_t *provider)
{
    ngx_pool_cleanup_t        *cln;
    ngx_smartstack_keys_op_t  *op;

    op = ngx_smartstack_op_create(sizeof(ngx_smartstack_keys_op_t),
                                  NGX_SMARTSTACK_OBJECT_TRANSFER);
    if (op == NULL) {
        return NULL;
    }

    cln = ngx_pool_cleanup_add(op->op.pool, 0);
    if (cln == NULL) {
        ngx_smartstack_op_complete(&op->op);
        return NULL;
    }

    ngx_queue_insert_tail(&provider->waiting, &op->queue);

    op->op.expired = ngx_smartstack_provider_expired;
    op->op.detached = ngx_smartstack_op_later;

    cln->handler = ngx_smartstack_provider_forget;
    cln->data = op;

    return op;
}


void
ngx_smartstack_provider_start(ngx_smartstack_provider_t *provider,
    ngx_smartstack_keys_op_t *op)
{
    ngx_smartstack_op_guard(&op->op, 2 * NGX_SMARTSTACK_PROVIDER_TIMEOUT);

    if (provider->fetching != NULL) {
        return;
    }

    if (provider->keys != NULL
        && ngx_current_msec - provider->tried < provider->conf->refresh)
    {
        ngx_smartstack_op_later(&op->op);
        return;
    }

    ngx_smartstack_provider_call(provider);

    if (provider->fetching == NULL) {
        ngx_smartstack_op_later(&op->op);
    }
}


static void
ngx_smartstack_provider_call(ngx_smartstack_provider_t *provider)
{
    ngx_smartstack_transfer_t  *transfer;

    provider->tried = ngx_current_msec;

    transfer = ngx_smartstack_fetch_http(provider->fetch,
                                       (char *) provider->conf->jwks.data,
                                       NULL, NGX_SMARTSTACK_JWKS_MAX);
    if (transfer == NULL) {
        return;
    }

    ngx_smartstack_op_attach(&transfer->op, ngx_smartstack_provider_answered,
                             provider, &provider->fetching);
    ngx_smartstack_fetch_start(transfer, NGX_SMARTSTACK_PROVIDER_TIMEOUT);
}


static void
ngx_smartstack_provider_answered(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_provider_t *provider = owner;

    ngx_smartstack_provider_take(provider, (ngx_smartstack_transfer_t *) op);
    ngx_smartstack_provider_wake(provider);
}


/* What is no set of keys leaves the old one: better than none. */

static void
ngx_smartstack_provider_take(ngx_smartstack_provider_t *provider,
    ngx_smartstack_transfer_t *transfer)
{
    ngx_str_t     text;
    ngx_pool_t   *pool;
    ngx_array_t  *keys;
    const char   *why;

    why = transfer->error;
    keys = NULL;
    pool = NULL;

    if (transfer->status == NGX_SMARTSTACK_FETCH_OK) {
        why = "it does not answer with keys of its algorithm";

        if (transfer->code == 200) {
            pool = ngx_create_pool(4096, provider->log);
        }
    }

    if (pool != NULL) {
        text.data = transfer->body.data;
        text.len = transfer->body.len;
        keys = ngx_smartstack_jwks_read(pool, &text,
                                        provider->conf->algorithm);
    }

    if (keys == NULL) {
        ngx_log_error(NGX_LOG_ERR, provider->log, 0,
                      "keys of provider \"%V\" cannot be fetched: %s",
                      &provider->conf->name, why);

        if (pool != NULL) {
            ngx_destroy_pool(pool);
        }

        return;
    }

    if (provider->pool != NULL) {
        ngx_destroy_pool(provider->pool);
    }

    provider->pool = pool;
    provider->keys = keys;
    provider->fetched = ngx_current_msec;
}


static void
ngx_smartstack_provider_wake(ngx_smartstack_provider_t *provider)
{
    ngx_queue_t               *q;
    ngx_smartstack_keys_op_t  *op;

    while (!ngx_queue_empty(&provider->waiting)) {
        q = ngx_queue_head(&provider->waiting);
        op = ngx_queue_data(q, ngx_smartstack_keys_op_t, queue);

        /* a callback may come back and wait again, for the next time */

        ngx_queue_remove(q);
        ngx_queue_init(q);

        ngx_smartstack_op_complete(&op->op);
    }
}


static void
ngx_smartstack_provider_expired(ngx_smartstack_op_t *op)
{
    ngx_smartstack_op_complete(op);
}


static void
ngx_smartstack_provider_forget(void *data)
{
    ngx_smartstack_keys_op_t *op = data;

    ngx_queue_remove(&op->queue);
}
