
/*
 * The life of a transfer: made, started, perhaps waiting, resolved, handed
 * to libcurl, ended.  Nothing is completed from within a call of the owner
 * or a callback: that happens in one posted event.
 */


#include <ngx_smartstack_fetch_internal.h>


static ngx_smartstack_transfer_t *ngx_smartstack_fetch_create(
    ngx_smartstack_fetch_t *fetch, const char *url);
static void ngx_smartstack_fetch_cleanup(void *data);
static void ngx_smartstack_fetch_expired(ngx_smartstack_op_t *op);
static void ngx_smartstack_fetch_detached(ngx_smartstack_op_t *op);
static void ngx_smartstack_fetch_work(ngx_event_t *ev);
static void ngx_smartstack_fetch_complete(
    ngx_smartstack_transfer_t *transfer);


ngx_smartstack_fetch_t *
ngx_smartstack_fetch_init(ngx_cycle_t *cycle, ngx_array_t *egress,
    ngx_resolver_t *resolver, ngx_msec_t resolver_timeout)
{
    ngx_uint_t               i;
    ngx_smartstack_fetch_t  *fetch;

    fetch = ngx_pcalloc(cycle->pool, sizeof(ngx_smartstack_fetch_t));
    if (fetch == NULL) {
        return NULL;
    }

    fetch->log = cycle->log;
    fetch->ident = -1;
    fetch->resolver = resolver;
    fetch->resolver_timeout = resolver_timeout;
    fetch->egress = egress;
    fetch->npeers = egress->nelts;

    fetch->peers = ngx_pcalloc(cycle->pool,
                               fetch->npeers * sizeof(ngx_smartstack_peer_t));
    if (fetch->peers == NULL) {
        return NULL;
    }

    for (i = 0; i < fetch->npeers; i++) {
        fetch->peers[i].conf = (ngx_smartstack_egress_t *) egress->elts + i;
        ngx_queue_init(&fetch->peers[i].waiting);
    }

    ngx_queue_init(&fetch->all);
    ngx_queue_init(&fetch->ended);

    fetch->work.handler = ngx_smartstack_fetch_work;
    fetch->work.data = fetch;
    fetch->work.log = fetch->log;

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK
        || ngx_smartstack_fetch_loop(fetch) != NGX_OK)
    {
        return NULL;
    }

    return fetch;
}


void
ngx_smartstack_fetch_exit(ngx_smartstack_fetch_t *fetch)
{
    ngx_queue_t                *q;
    ngx_smartstack_transfer_t  *transfer;

    while (!ngx_queue_empty(&fetch->all)) {
        q = ngx_queue_head(&fetch->all);
        transfer = ngx_queue_data(q, ngx_smartstack_transfer_t, all);

        ngx_smartstack_op_detach(&transfer->op);
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "the worker ends");
        ngx_smartstack_fetch_complete(transfer);
    }

    if (fetch->work.posted) {
        ngx_delete_posted_event(&fetch->work);
    }

    (void) curl_multi_cleanup(fetch->multi);
    curl_global_cleanup();

    if (fetch->timer.timer_set) {
        ngx_del_timer(&fetch->timer);
    }
}


ngx_smartstack_transfer_t *
ngx_smartstack_fetch_http(ngx_smartstack_fetch_t *fetch, const char *url,
    ngx_str_t *form, size_t max)
{
    ngx_smartstack_transfer_t  *transfer;

    transfer = ngx_smartstack_fetch_create(fetch, url);
    if (transfer == NULL) {
        return NULL;
    }

    ngx_smartstack_text_init(&transfer->body, transfer->op.pool, max);

    if (form != NULL
        && (curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE,
                             (long) form->len)
            != CURLE_OK
            || curl_easy_setopt(transfer->easy, CURLOPT_COPYPOSTFIELDS,
                                form->data)
               != CURLE_OK))
    {
        ngx_smartstack_op_complete(&transfer->op);
        return NULL;
    }

    return transfer;
}


ngx_smartstack_transfer_t *
ngx_smartstack_fetch_mail(ngx_smartstack_fetch_t *fetch,
    ngx_thread_pool_t *threads, const char *url, const char *from,
    const char *to, ngx_str_t *message)
{
    ngx_smartstack_transfer_t  *transfer;

    transfer = ngx_smartstack_fetch_create(fetch, url);
    if (transfer == NULL) {
        return NULL;
    }

    transfer->threads = threads;
    transfer->upload = *message;
    transfer->headers = curl_slist_append(NULL, to);

    if (transfer->headers == NULL
        || curl_easy_setopt(transfer->easy, CURLOPT_MAIL_FROM, from)
           != CURLE_OK
        || ngx_smartstack_fetch_upload(transfer) != NGX_OK)
    {
        ngx_smartstack_op_complete(&transfer->op);
        return NULL;
    }

    return transfer;
}


static ngx_smartstack_transfer_t *
ngx_smartstack_fetch_create(ngx_smartstack_fetch_t *fetch, const char *url)
{
    ngx_pool_cleanup_t         *cln;
    ngx_smartstack_egress_t    *egress;
    ngx_smartstack_transfer_t  *transfer;

    transfer = ngx_smartstack_op_create(sizeof(ngx_smartstack_transfer_t),
                                        NGX_SMARTSTACK_OBJECT_TRANSFER);
    if (transfer == NULL) {
        return NULL;
    }

    cln = ngx_pool_cleanup_add(transfer->op.pool, 0);
    if (cln == NULL) {
        ngx_smartstack_op_complete(&transfer->op);
        return NULL;
    }

    ngx_queue_insert_tail(&fetch->all, &transfer->all);

    cln->handler = ngx_smartstack_fetch_cleanup;
    cln->data = transfer;

    transfer->op.expired = ngx_smartstack_fetch_expired;
    transfer->op.detached = ngx_smartstack_fetch_detached;
    transfer->fetch = fetch;
    transfer->status = NGX_SMARTSTACK_FETCH_FAILED;
    transfer->error = "";

    egress = ngx_smartstack_fetch_egress(fetch->egress, url);

    if (egress != NULL) {
        transfer->peer = ngx_smartstack_fetch_peer(fetch, egress);
    }

    transfer->easy = curl_easy_init();

    if (transfer->easy == NULL
        || ngx_smartstack_fetch_easy(transfer, url) != NGX_OK)
    {
        ngx_smartstack_op_complete(&transfer->op);
        return NULL;
    }

    return transfer;
}


static void
ngx_smartstack_fetch_cleanup(void *data)
{
    ngx_smartstack_transfer_t *transfer = data;

    ngx_queue_remove(&transfer->all);

    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    curl_slist_free_all(transfer->resolve);
}


ngx_int_t
ngx_smartstack_fetch_header(ngx_smartstack_transfer_t *transfer,
    const char *line)
{
    struct curl_slist  *headers;

    headers = curl_slist_append(transfer->headers, line);
    if (headers == NULL) {
        return NGX_ERROR;
    }

    transfer->headers = headers;

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_fetch_user(ngx_smartstack_transfer_t *transfer,
    const char *user, const char *password)
{
    return curl_easy_setopt(transfer->easy, CURLOPT_USERNAME, user)
           == CURLE_OK
           && curl_easy_setopt(transfer->easy, CURLOPT_PASSWORD, password)
              == CURLE_OK
           ? NGX_OK : NGX_ERROR;
}


void
ngx_smartstack_fetch_start(ngx_smartstack_transfer_t *transfer,
    ngx_msec_t timeout)
{
    ngx_smartstack_op_guard(&transfer->op, timeout);
    transfer->deadline = ngx_current_msec + timeout;

    if (transfer->peer == NULL) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FORBIDDEN,
                                 "no destination of smartstack_egress");
        return;
    }

    switch (ngx_smartstack_fetch_admit(transfer->peer, transfer)) {

    case NGX_OK:
        transfer->admitted = 1;
        ngx_smartstack_fetch_resolve(transfer);
        return;

    case NGX_AGAIN:
        transfer->state = NGX_SMARTSTACK_FETCH_WAITING;
        return;

    case NGX_BUSY:
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_BUSY,
                                 "too many calls wait");
        return;

    default: /* NGX_DECLINED */
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_OPEN,
                                 "its last calls have failed");
    }
}


void
ngx_smartstack_fetch_run(ngx_smartstack_transfer_t *transfer)
{
    ngx_int_t  rc;

    (void) curl_easy_setopt(transfer->easy, CURLOPT_RESOLVE,
                            transfer->resolve);
    (void) curl_easy_setopt(transfer->easy,
                            transfer->threads ? CURLOPT_MAIL_RCPT
                                              : CURLOPT_HTTPHEADER,
                            transfer->headers);

    transfer->state = NGX_SMARTSTACK_FETCH_RUNNING;

    if (transfer->threads != NULL) {
        rc = ngx_smartstack_fetch_thread(transfer);

    } else {
        rc = curl_multi_add_handle(transfer->fetch->multi, transfer->easy)
             == CURLM_OK ? NGX_OK : NGX_ERROR;
    }

    if (rc != NGX_OK) {
        transfer->state = NGX_SMARTSTACK_FETCH_NEW;
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "it cannot be started");
    }
}


void
ngx_smartstack_fetch_end(ngx_smartstack_transfer_t *transfer,
    ngx_smartstack_fetch_status_e status, const char *error)
{
    ngx_smartstack_fetch_t  *fetch;

    fetch = transfer->fetch;

    switch (transfer->state) {

    case NGX_SMARTSTACK_FETCH_ENDED:
        return;

    case NGX_SMARTSTACK_FETCH_WAITING:
        ngx_queue_remove(&transfer->queue);
        transfer->peer->nwaiting--;
        break;

    case NGX_SMARTSTACK_FETCH_RESOLVING:
        if (transfer->resolving != NULL) {
            ngx_resolve_name_done(transfer->resolving);
            transfer->resolving = NULL;
        }

        break;

    case NGX_SMARTSTACK_FETCH_RUNNING:
        transfer->running = (transfer->threads == NULL);
        break;

    default:
        break;
    }

    transfer->state = NGX_SMARTSTACK_FETCH_ENDED;
    transfer->status = status;
    transfer->error = error;

    ngx_queue_insert_tail(&fetch->ended, &transfer->queue);
    ngx_post_event(&fetch->work, &ngx_posted_events);
}


/* The deadline of the whole transfer, what it waited for included. */

static void
ngx_smartstack_fetch_expired(ngx_smartstack_op_t *op)
{
    ngx_smartstack_transfer_t  *transfer;

    transfer = (ngx_smartstack_transfer_t *) op;

    if (ngx_smartstack_fetch_threaded(transfer)) {
        ngx_smartstack_fetch_thread_wait(transfer);
        return;
    }

    if (transfer->admitted) {
        transfer->fault = NGX_SMARTSTACK_FETCH_FAULTY;
    }

    ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_TIMEOUT,
                             "no answer within the deadline");
}


/* Nobody waits for it any more. */

static void
ngx_smartstack_fetch_detached(ngx_smartstack_op_t *op)
{
    ngx_smartstack_transfer_t  *transfer;

    transfer = (ngx_smartstack_transfer_t *) op;

    if (!ngx_smartstack_fetch_threaded(transfer)) {
        ngx_smartstack_fetch_end(transfer, NGX_SMARTSTACK_FETCH_FAILED,
                                 "given up");
    }
}


static void
ngx_smartstack_fetch_work(ngx_event_t *ev)
{
    ngx_queue_t             *q;
    ngx_smartstack_fetch_t  *fetch;

    fetch = ev->data;

    while (!ngx_queue_empty(&fetch->ended)) {
        q = ngx_queue_head(&fetch->ended);

        ngx_smartstack_fetch_complete(
                       ngx_queue_data(q, ngx_smartstack_transfer_t, queue));
    }
}


static void
ngx_smartstack_fetch_complete(ngx_smartstack_transfer_t *transfer)
{
    ngx_smartstack_transfer_t  *next;

    ngx_queue_remove(&transfer->queue);

    if (transfer->running) {
        (void) curl_multi_remove_handle(transfer->fetch->multi,
                                        transfer->easy);
    }

    next = NULL;

    if (transfer->probe) {
        transfer->peer->probing = 0;
    }

    if (transfer->admitted) {
        next = ngx_smartstack_fetch_leave(transfer->peer, transfer,
                                          transfer->op.log);
    }

    ngx_smartstack_count(transfer->status == NGX_SMARTSTACK_FETCH_OK
                         ? NGX_SMARTSTACK_C_FETCHES
                         : NGX_SMARTSTACK_C_FETCH_FAILURES);

    ngx_smartstack_op_complete(&transfer->op);

    if (next == NULL) {
        return;
    }

    next->admitted = 1;
    next->state = NGX_SMARTSTACK_FETCH_NEW;

    if (next->peer->open && !next->probe) {
        ngx_smartstack_fetch_end(next, NGX_SMARTSTACK_FETCH_OPEN,
                                 "its last calls have failed");
        return;
    }

    ngx_smartstack_fetch_resolve(next);
}
