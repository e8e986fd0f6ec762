
#include <ngx_smartstack_spool.h>


/* As for hashes: the guard holds the worker until the thread has finished. */
#define NGX_SMARTSTACK_SPOOL_GUARD  60000


/* Of a thread: copies only, nothing that the event loop touches meanwhile. */
typedef struct {
    u_char      *path;
    u_char      *temp;
    ngx_str_t    text;
    ngx_err_t    error;
} ngx_smartstack_spool_task_t;


static void ngx_smartstack_spool_thread(void *data, ngx_log_t *log);
static ngx_int_t ngx_smartstack_spool_write(
    ngx_smartstack_spool_task_t *task);
static void ngx_smartstack_spool_done(ngx_event_t *ev);
static void ngx_smartstack_spool_expired(ngx_smartstack_op_t *op);


ngx_smartstack_spool_t *
ngx_smartstack_spool_file(ngx_thread_pool_t *threads, ngx_str_t *dir,
    ngx_str_t *name, ngx_str_t *text)
{
    u_char                       *p;
    size_t                        len;
    ngx_smartstack_spool_t       *spool;
    ngx_smartstack_spool_task_t  *task;

    spool = ngx_smartstack_op_create(sizeof(ngx_smartstack_spool_t),
                                     NGX_SMARTSTACK_OBJECT_FILE);
    if (spool == NULL) {
        return NULL;
    }

    spool->op.expired = ngx_smartstack_spool_expired;
    spool->threads = threads;
    spool->rc = NGX_ERROR;

    len = dir->len + name->len + sizeof("/..");

    spool->task = ngx_thread_task_alloc(spool->op.pool,
                                        sizeof(ngx_smartstack_spool_task_t));
    p = ngx_pnalloc(spool->op.pool, 2 * len + text->len);

    if (spool->task == NULL || p == NULL) {
        ngx_smartstack_op_complete(&spool->op);
        return NULL;
    }

    spool->task->handler = ngx_smartstack_spool_thread;
    spool->task->event.handler = ngx_smartstack_spool_done;
    spool->task->event.data = spool;
    spool->task->event.log = spool->op.log;

    task = spool->task->ctx;

    /* nobody takes a file for one of the spool while its name has a dot */

    task->path = p;
    task->temp = p + len;
    task->text.data = p + 2 * len;
    task->text.len = text->len;
    task->error = 0;

    (void) ngx_sprintf(task->path, "%V/%V%Z", dir, name);
    (void) ngx_sprintf(task->temp, "%V/.%V%Z", dir, name);
    ngx_memcpy(task->text.data, text->data, text->len);

    return spool;
}


void
ngx_smartstack_spool_post(ngx_smartstack_spool_t *spool)
{
    if (ngx_thread_task_post(spool->threads, spool->task) != NGX_OK) {
        spool->rc = NGX_BUSY;
        ngx_smartstack_op_later(&spool->op);
        return;
    }

    ngx_smartstack_op_guard(&spool->op, NGX_SMARTSTACK_SPOOL_GUARD);
}


/* Runs in a thread of the pool. */

static void
ngx_smartstack_spool_thread(void *data, ngx_log_t *log)
{
    ngx_smartstack_spool_task_t *task = data;

    if (ngx_smartstack_spool_write(task) != NGX_OK) {
        task->error = ngx_errno;
        (void) ngx_delete_file(task->temp);
    }

    ngx_explicit_memzero(task->text.data, task->text.len);
}


static ngx_int_t
ngx_smartstack_spool_write(ngx_smartstack_spool_task_t *task)
{
    size_t    done;
    ssize_t   n;
    ngx_fd_t  fd;

    fd = ngx_open_file(task->temp, NGX_FILE_WRONLY, NGX_FILE_TRUNCATE, 0640);

    if (fd == NGX_INVALID_FILE) {
        return NGX_ERROR;
    }

    for (done = 0; done < task->text.len; done += n) {
        n = write(fd, task->text.data + done, task->text.len - done);

        if (n <= 0) {
            (void) ngx_close_file(fd);
            return NGX_ERROR;
        }
    }

    if (ngx_close_file(fd) == NGX_FILE_ERROR
        || ngx_rename_file(task->temp, task->path) == NGX_FILE_ERROR)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static void
ngx_smartstack_spool_done(ngx_event_t *ev)
{
    ngx_smartstack_spool_t       *spool;
    ngx_smartstack_spool_task_t  *task;

    spool = ev->data;
    task = spool->task->ctx;

    spool->error = task->error;
    spool->rc = task->error ? NGX_ERROR : NGX_OK;

    ngx_smartstack_op_complete(&spool->op);
}


static void
ngx_smartstack_spool_expired(ngx_smartstack_op_t *op)
{
    ngx_smartstack_op_guard(op, NGX_SMARTSTACK_SPOOL_GUARD);
}
