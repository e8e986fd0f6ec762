
/*
 * Mails run in a thread: libcurl waits inside of its SMTP, for the answer to
 * the end of a message and to QUIT, whatever interface it is called by.
 */


#include <ngx_smartstack_fetch_internal.h>


/* nginx 1.22 does not hold a worker for its thread tasks: the guard does. */
#define NGX_SMARTSTACK_FETCH_GUARD     60000

/* What is left at least for a mail whose turn came late. */
#define NGX_SMARTSTACK_FETCH_LEAST     1000L    /* ms */

/* How long the farewell may take. */
#define NGX_SMARTSTACK_FETCH_FAREWELL  5L       /* s */


typedef struct {
    CURL      *easy;
    CURLcode   rc;
} ngx_smartstack_fetch_task_t;


static void ngx_smartstack_fetch_thread_run(void *data, ngx_log_t *log);
static int ngx_smartstack_fetch_thread_look(void *data, curl_off_t total,
    curl_off_t now, curl_off_t up_total, curl_off_t up_now);
static void ngx_smartstack_fetch_thread_done(ngx_event_t *ev);


ngx_int_t
ngx_smartstack_fetch_thread(ngx_smartstack_transfer_t *transfer)
{
    long                          left;
    CURL                         *easy;
    ngx_thread_task_t            *task;
    ngx_smartstack_fetch_task_t  *ctx;

    task = ngx_thread_task_alloc(transfer->op.pool,
                                 sizeof(ngx_smartstack_fetch_task_t));
    if (task == NULL) {
        return NGX_ERROR;
    }

    easy = transfer->easy;
    left = (long) (ngx_msec_int_t) (transfer->deadline - ngx_current_msec);

    (void) curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                            ngx_max(left, NGX_SMARTSTACK_FETCH_LEAST));
    (void) curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                            NGX_SMARTSTACK_FETCH_FAREWELL);
    (void) curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION,
                            ngx_smartstack_fetch_thread_look);
    (void) curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);

    ctx = task->ctx;
    ctx->easy = easy;

    task->handler = ngx_smartstack_fetch_thread_run;
    task->event.handler = ngx_smartstack_fetch_thread_done;
    task->event.data = transfer;
    task->event.log = transfer->op.log;

    transfer->task = task;

    if (ngx_thread_task_post(transfer->threads, task) != NGX_OK) {
        return NGX_ERROR;
    }

    ngx_smartstack_op_guard(&transfer->op, NGX_SMARTSTACK_FETCH_GUARD);

    return NGX_OK;
}


/* In the thread, as are the callbacks of libcurl: nothing of nginx's pools. */

static void
ngx_smartstack_fetch_thread_run(void *data, ngx_log_t *log)
{
    ngx_smartstack_fetch_task_t *ctx = data;

    ctx->rc = curl_easy_perform(ctx->easy);
}


/* A worker that is told to end at once waits for its threads. */

static int
ngx_smartstack_fetch_thread_look(void *data, curl_off_t total, curl_off_t now,
    curl_off_t up_total, curl_off_t up_now)
{
    return ngx_terminate != 0;
}


static void
ngx_smartstack_fetch_thread_done(ngx_event_t *ev)
{
    ngx_smartstack_transfer_t    *transfer;
    ngx_smartstack_fetch_task_t  *ctx;

    transfer = ev->data;
    ctx = transfer->task->ctx;

    ngx_smartstack_fetch_result(transfer, ctx->rc);
}


/* The thread still works; its memory is the op's. */

void
ngx_smartstack_fetch_thread_wait(ngx_smartstack_transfer_t *transfer)
{
    ngx_smartstack_op_guard(&transfer->op, NGX_SMARTSTACK_FETCH_GUARD);
}
