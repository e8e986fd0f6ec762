
#include <ngx_smartstack_op.h>


/* Room in the op's pool besides the object itself, in one allocation. */
#define NGX_SMARTSTACK_OP_ROOM  2048


static void ngx_smartstack_op_guard_handler(ngx_event_t *ev);
static void ngx_smartstack_op_later_handler(ngx_event_t *ev);


void *
ngx_smartstack_op_create(size_t size, ngx_smartstack_object_e kind)
{
    ngx_pool_t           *pool;
    ngx_smartstack_op_t  *op;

    pool = ngx_create_pool(ngx_align(size + NGX_SMARTSTACK_OP_ROOM,
                                     NGX_POOL_ALIGNMENT),
                           ngx_cycle->log);
    if (pool == NULL) {
        return NULL;
    }

    op = ngx_pcalloc(pool, size);
    if (op == NULL) {
        ngx_destroy_pool(pool);
        return NULL;
    }

    op->pool = pool;
    op->log = ngx_cycle->log;
    op->ident = -1;
    op->kind = kind;

    op->guard.handler = ngx_smartstack_op_guard_handler;
    op->guard.data = op;
    op->guard.log = op->log;

    op->later.handler = ngx_smartstack_op_later_handler;
    op->later.data = op;
    op->later.log = op->log;

    ngx_smartstack_object(kind, 1);

    return op;
}


void
ngx_smartstack_op_attach(ngx_smartstack_op_t *op,
    ngx_smartstack_op_done_pt done, void *owner, ngx_smartstack_op_t **slot)
{
    op->done = done;
    op->owner = owner;
    op->slot = slot;

    *slot = op;
}


void
ngx_smartstack_op_detach(ngx_smartstack_op_t *op)
{
    if (op->done == NULL) {
        return;
    }

    *op->slot = NULL;

    op->done = NULL;
    op->owner = NULL;
    op->slot = NULL;

    if (op->detached) {
        op->detached(op);
    }
}


void
ngx_smartstack_op_guard(ngx_smartstack_op_t *op, ngx_msec_t timeout)
{
    if (op->guard.timer_set) {
        ngx_del_timer(&op->guard);
    }

    ngx_add_timer(&op->guard, timeout);
}


void
ngx_smartstack_op_complete(ngx_smartstack_op_t *op)
{
    void                       *owner;
    ngx_smartstack_op_done_pt   done;

    if (op->completed) {
        return;
    }

    op->completed = 1;

    if (op->guard.timer_set) {
        ngx_del_timer(&op->guard);
    }

    if (op->later.posted) {
        ngx_delete_posted_event(&op->later);
    }

    done = op->done;
    owner = op->owner;

    if (op->slot) {
        *op->slot = NULL;
    }

    op->done = NULL;
    op->owner = NULL;
    op->slot = NULL;

    if (done) {
        done(op, owner);
    }

    ngx_smartstack_object(op->kind, -1);
    ngx_destroy_pool(op->pool);
}


void
ngx_smartstack_op_later(ngx_smartstack_op_t *op)
{
    ngx_post_event(&op->later, &ngx_posted_events);
}


static void
ngx_smartstack_op_guard_handler(ngx_event_t *ev)
{
    ngx_smartstack_op_t  *op;

    op = ev->data;

    op->expired(op);
}


static void
ngx_smartstack_op_later_handler(ngx_event_t *ev)
{
    ngx_smartstack_op_complete(ev->data);
}
