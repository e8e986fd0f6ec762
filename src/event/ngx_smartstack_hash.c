
#include <ngx_smartstack_hash.h>
#include <ngx_smartstack_argon2.h>
#include <openssl/crypto.h>
#include <sys/resource.h>


/* Of a thread that hashes: a flood of sign-ins gives way to all else. */
#define NGX_SMARTSTACK_HASH_NICE  10


/*
 * nginx 1.22 does not hold a worker for its thread tasks, so the op's guard
 * does: it is armed again until the thread has finished.
 */
#define NGX_SMARTSTACK_HASH_GUARD  60000


/* Of a thread: copies only, nothing that the event loop touches meanwhile. */
typedef struct {
    ngx_smartstack_argon2_params_t   params;
    ngx_smartstack_argon2_t          stored;
    ngx_smartstack_argon2_t          made;
    u_char                           old_pepper[NGX_SMARTSTACK_KEY_LEN];
    u_char                           pepper[NGX_SMARTSTACK_KEY_LEN];
    u_char                           password[NGX_SMARTSTACK_PASSWORD_MAX];
    size_t                           password_len;
    u_char                           phc[NGX_SMARTSTACK_ARGON2_PHC_MAX];
    size_t                           phc_len;
    ngx_int_t                        rc;
    unsigned                         verify:1;
    unsigned                         dummy:1;    /* never a match */
    unsigned                         broken:1;   /* the row is unusable */
    unsigned                         old:1;      /* parameters or pepper */
    unsigned                         rehashed:1;
} ngx_smartstack_hash_task_t;


static ngx_smartstack_hash_t *ngx_smartstack_hash_create(
    ngx_smartstack_hash_conf_t *conf, ngx_str_t *password);
static ngx_smartstack_key_t *ngx_smartstack_hash_pepper(
    ngx_smartstack_hash_conf_t *conf, ngx_str_t *id);
static void ngx_smartstack_hash_thread(void *data, ngx_log_t *log);
static ngx_int_t ngx_smartstack_hash_print(ngx_smartstack_hash_task_t *task);
static void ngx_smartstack_hash_wipe(void *data);
static void ngx_smartstack_hash_done(ngx_event_t *ev);
static void ngx_smartstack_hash_expired(ngx_smartstack_op_t *op);


ngx_smartstack_hash_t *
ngx_smartstack_hash_make(ngx_smartstack_hash_conf_t *conf,
    ngx_str_t *password)
{
    return ngx_smartstack_hash_create(conf, password);
}


ngx_smartstack_hash_t *
ngx_smartstack_hash_verify(ngx_smartstack_hash_conf_t *conf,
    ngx_str_t *password, ngx_str_t *phc, ngx_str_t *pepper_id)
{
    ngx_smartstack_key_t        *key;
    ngx_smartstack_hash_t       *hash;
    ngx_smartstack_hash_task_t  *task;

    hash = ngx_smartstack_hash_create(conf, password);
    if (hash == NULL) {
        return NULL;
    }

    task = hash->task->ctx;
    task->verify = 1;

    key = NULL;

    if (phc->len == 0) {
        task->dummy = 1;

    } else {
        key = ngx_smartstack_hash_pepper(conf, pepper_id);

        if (key == NULL
            || ngx_smartstack_argon2_parse(&task->stored, phc->data, phc->len)
               != NGX_OK)
        {
            ngx_log_error(NGX_LOG_ALERT, hash->op.log, 0,
                          key ? "a stored password hash cannot be read"
                              : "a stored password hash names an unknown "
                                "pepper");
            task->dummy = 1;
            task->broken = 1;
        }
    }

    if (task->dummy) {

        /* any salt and tag will do: the work is the same */

        ngx_memzero(&task->stored, sizeof(ngx_smartstack_argon2_t));
        task->stored.params = task->params;

        ngx_memcpy(task->old_pepper, task->pepper, NGX_SMARTSTACK_KEY_LEN);

        return hash;
    }

    ngx_memcpy(task->old_pepper, key->key, NGX_SMARTSTACK_KEY_LEN);

    task->old = key != &conf->ring->pepper.keys[0]
                || task->stored.params.memory != task->params.memory
                || task->stored.params.time != task->params.time;

    return hash;
}


void
ngx_smartstack_hash_post(ngx_smartstack_hash_t *hash)
{
    if (ngx_thread_task_post(hash->threads, hash->task) != NGX_OK) {

        hash->rc = NGX_BUSY;

        ngx_smartstack_count(NGX_SMARTSTACK_C_HASH_REFUSED);
        ngx_smartstack_op_later(&hash->op);

        return;
    }

    ngx_smartstack_count(NGX_SMARTSTACK_C_HASHES);
    ngx_smartstack_op_guard(&hash->op, NGX_SMARTSTACK_HASH_GUARD);
}


static ngx_smartstack_hash_t *
ngx_smartstack_hash_create(ngx_smartstack_hash_conf_t *conf,
    ngx_str_t *password)
{
    ngx_pool_cleanup_t          *cln;
    ngx_smartstack_hash_t       *hash;
    ngx_smartstack_hash_task_t  *task;

    if (password->len > NGX_SMARTSTACK_PASSWORD_MAX) {
        return NULL;
    }

    hash = ngx_smartstack_op_create(sizeof(ngx_smartstack_hash_t),
                                    NGX_SMARTSTACK_OBJECT_HASH);
    if (hash == NULL) {
        return NULL;
    }

    hash->op.expired = ngx_smartstack_hash_expired;
    hash->rc = NGX_ERROR;
    hash->threads = conf->threads;
    hash->pepper_id = conf->ring->pepper.keys[0].kid;

    hash->task = ngx_thread_task_alloc(hash->op.pool,
                                       sizeof(ngx_smartstack_hash_task_t));
    cln = ngx_pool_cleanup_add(hash->op.pool, 0);

    if (hash->task == NULL || cln == NULL) {
        ngx_smartstack_op_complete(&hash->op);
        return NULL;
    }

    task = hash->task->ctx;

    if (ngx_smartstack_argon2_salt(task->made.salt) != NGX_OK) {
        ngx_log_error(NGX_LOG_ALERT, hash->op.log, 0, "RAND_bytes() failed");
        ngx_smartstack_op_complete(&hash->op);
        return NULL;
    }

    cln->handler = ngx_smartstack_hash_wipe;
    cln->data = task;

    hash->task->handler = ngx_smartstack_hash_thread;
    hash->task->event.handler = ngx_smartstack_hash_done;
    hash->task->event.data = hash;
    hash->task->event.log = hash->op.log;

    task->rc = NGX_ERROR;
    task->params.memory = conf->memory;
    task->params.time = conf->time;
    task->password_len = password->len;

    ngx_memcpy(task->password, password->data, password->len);
    ngx_memcpy(task->pepper, conf->ring->pepper.keys[0].key,
               NGX_SMARTSTACK_KEY_LEN);

    return hash;
}


static ngx_smartstack_key_t *
ngx_smartstack_hash_pepper(ngx_smartstack_hash_conf_t *conf, ngx_str_t *id)
{
    ngx_uint_t             i;
    ngx_smartstack_keys_t  *peppers;

    peppers = &conf->ring->pepper;

    for (i = 0; i < peppers->n; i++) {
        if (peppers->keys[i].kid.len == id->len
            && ngx_strncmp(peppers->keys[i].kid.data, id->data, id->len) == 0)
        {
            return &peppers->keys[i];
        }
    }

    return NULL;
}


/* Runs in a thread of the pool. */

static void
ngx_smartstack_hash_thread(void *data, ngx_log_t *log)
{
    ngx_smartstack_hash_task_t *task = data;

    /* on Linux it is of this thread alone */

    (void) setpriority(PRIO_PROCESS, 0, NGX_SMARTSTACK_HASH_NICE);

    if (!task->verify) {
        task->rc = ngx_smartstack_hash_print(task);

    } else {
        task->rc = ngx_smartstack_argon2_verify(&task->stored,
                                     task->password, task->password_len,
                                     task->old_pepper);

        if (task->dummy && task->rc == NGX_OK) {
            task->rc = NGX_DECLINED;
        }

        if (task->rc == NGX_OK && task->old
            && ngx_smartstack_hash_print(task) == NGX_OK)
        {
            task->rehashed = 1;
        }
    }

    ngx_smartstack_hash_wipe(task);
}


static ngx_int_t
ngx_smartstack_hash_print(ngx_smartstack_hash_task_t *task)
{
    if (ngx_smartstack_argon2_make(&task->made, &task->params, task->password,
                                   task->password_len, task->pepper)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    task->phc_len = ngx_smartstack_argon2_print(task->phc, &task->made)
                    - task->phc;

    return NGX_OK;
}


/* In the thread, and once more with the op: it may never have run. */

static void
ngx_smartstack_hash_wipe(void *data)
{
    ngx_smartstack_hash_task_t *task = data;

    OPENSSL_cleanse(task->password, sizeof(task->password));
    OPENSSL_cleanse(task->pepper, sizeof(task->pepper));
    OPENSSL_cleanse(task->old_pepper, sizeof(task->old_pepper));
}


/* Back in the event loop. */

static void
ngx_smartstack_hash_done(ngx_event_t *ev)
{
    ngx_smartstack_hash_t       *hash;
    ngx_smartstack_hash_task_t  *task;

    hash = ev->data;
    task = hash->task->ctx;

    hash->rc = task->broken ? NGX_ERROR : task->rc;
    hash->rehashed = task->rehashed;
    hash->phc.data = task->phc;
    hash->phc.len = task->phc_len;

    ngx_smartstack_op_complete(&hash->op);
}


/* The thread still works; its memory is the op's. */

static void
ngx_smartstack_hash_expired(ngx_smartstack_op_t *op)
{
    ngx_smartstack_op_guard(op, NGX_SMARTSTACK_HASH_GUARD);
}
