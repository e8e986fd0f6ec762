
/* A batch: what is to be sent, and what becomes of it. */


#include <ngx_smartstack_pg_internal.h>


static void ngx_smartstack_pg_expired(ngx_smartstack_op_t *op);
static void ngx_smartstack_pg_detached(ngx_smartstack_op_t *op);
static void ngx_smartstack_pg_cleanup(void *data);
static void ngx_smartstack_pg_field(ngx_pool_t *pool, PGresult *res,
    int field, ngx_str_t *text);


ngx_smartstack_pg_batch_t *
ngx_smartstack_pg_batch(ngx_smartstack_pg_t *pg)
{
    ngx_pool_cleanup_t         *cln;
    ngx_smartstack_pg_batch_t  *batch;

    batch = ngx_smartstack_op_create(sizeof(ngx_smartstack_pg_batch_t),
                                     NGX_SMARTSTACK_OBJECT_BATCH);
    if (batch == NULL) {
        return NULL;
    }

    cln = ngx_pool_cleanup_add(batch->op.pool, 0);
    if (cln == NULL) {
        ngx_smartstack_op_complete(&batch->op);
        return NULL;
    }

    cln->handler = ngx_smartstack_pg_cleanup;
    cln->data = batch;

    batch->op.expired = ngx_smartstack_pg_expired;
    batch->op.detached = ngx_smartstack_pg_detached;
    batch->pg = pg;

    return batch;
}


ngx_int_t
ngx_smartstack_pg_add(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_statement_t *statement, const char **values)
{
    ngx_smartstack_pg_query_t  *query;

    if (batch->nqueries == NGX_SMARTSTACK_PG_MAX_QUERIES) {
        return NGX_ERROR;
    }

    query = &batch->queries[batch->nqueries++];

    query->statement = statement;
    query->nvalues = statement->nbinds;
    query->values = values;

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_pg_add_args(ngx_smartstack_pg_batch_t *batch,
    ngx_smartstack_statement_t *statement, ngx_smartstack_pg_arg_t *args)
{
    ngx_str_t                 *name;
    ngx_uint_t                 i;
    const char               **values;
    ngx_smartstack_pg_arg_t   *arg;

    values = ngx_palloc(batch->op.pool, statement->nbinds * sizeof(char *));
    if (values == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < statement->nbinds; i++) {
        name = &statement->binds[i].name;

        for (arg = args; arg->name; arg++) {
            if (ngx_strlen(arg->name) == name->len
                && ngx_strncmp(arg->name, name->data, name->len) == 0)
            {
                break;
            }
        }

        if (arg->name == NULL) {
            return NGX_ERROR;
        }

        values[i] = arg->value;
    }

    return ngx_smartstack_pg_add(batch, statement, values);
}


/* The deadline of the whole batch. */

static void
ngx_smartstack_pg_expired(ngx_smartstack_op_t *op)
{
    ngx_smartstack_pg_batch_t       *batch;
    ngx_smartstack_pg_status_e       status;
    ngx_smartstack_pg_connection_t  *pc;

    batch = (ngx_smartstack_pg_batch_t *) op;

    switch (batch->state) {

    case NGX_SMARTSTACK_PG_WAITING:
        ngx_smartstack_pg_unqueue(batch);
        ngx_smartstack_count(NGX_SMARTSTACK_C_PG_TIMEOUTS);
        ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_TIMEOUT);
        return;

    case NGX_SMARTSTACK_PG_SENT:
        break;

    default:
        return;
    }

    pc = batch->flight->connection;

    /* a statement has failed: there is nothing left to save */

    status = (batch->write && !batch->flight->failed)
             ? NGX_SMARTSTACK_PG_UNKNOWN : NGX_SMARTSTACK_PG_TIMEOUT;

    batch->flight->batch = NULL;

    ngx_smartstack_count(NGX_SMARTSTACK_C_PG_TIMEOUTS);
    ngx_smartstack_pg_end(batch, status);

    if (ngx_current_msec - pc->heard >= NGX_SMARTSTACK_PG_QUIET) {
        ngx_smartstack_pg_fail(pc, "no answer within the deadline");
    }
}


/* A read that nobody waits for is dropped; a write goes on. */

static void
ngx_smartstack_pg_detached(ngx_smartstack_op_t *op)
{
    ngx_smartstack_pg_batch_t       *batch;
    ngx_smartstack_pg_connection_t  *pc;

    batch = (ngx_smartstack_pg_batch_t *) op;

    if (batch->write) {
        return;
    }

    switch (batch->state) {

    case NGX_SMARTSTACK_PG_WAITING:
        ngx_smartstack_pg_unqueue(batch);
        break;

    case NGX_SMARTSTACK_PG_SENT:
        pc = batch->flight->connection;
        batch->flight->batch = NULL;

        if (pc->reserved) {

            /* PostgreSQL notices, and the next one need not wait */

            ngx_smartstack_pg_close(pc);
        }

        break;

    default:
        return;
    }

    ngx_smartstack_pg_end(batch, NGX_SMARTSTACK_PG_UNAVAILABLE);
}


static void
ngx_smartstack_pg_cleanup(void *data)
{
    ngx_smartstack_pg_clear(data);
}


/* Forgets what an attempt has brought. */

void
ngx_smartstack_pg_clear(ngx_smartstack_pg_batch_t *batch)
{
    ngx_uint_t  i;

    for (i = 0; i < batch->nqueries; i++) {
        PQclear(batch->queries[i].result);
        batch->queries[i].result = NULL;
    }

    batch->failed = 0;
    batch->sqlstate[0] = '\0';

    ngx_str_null(&batch->message);
    ngx_str_null(&batch->detail);
    ngx_str_null(&batch->column);
    ngx_str_null(&batch->constraint);
    ngx_str_null(&batch->table);
}


void
ngx_smartstack_pg_error(ngx_smartstack_pg_batch_t *batch, ngx_uint_t query,
    PGresult *res)
{
    ngx_pool_t  *pool;

    pool = batch->op.pool;

    batch->failed = query;

    ngx_cpystrn((u_char *) batch->sqlstate,
                (u_char *) PQresultErrorField(res, PG_DIAG_SQLSTATE),
                sizeof(batch->sqlstate));

    ngx_smartstack_pg_field(pool, res, PG_DIAG_MESSAGE_PRIMARY,
                            &batch->message);
    ngx_smartstack_pg_field(pool, res, PG_DIAG_MESSAGE_DETAIL,
                            &batch->detail);
    ngx_smartstack_pg_field(pool, res, PG_DIAG_COLUMN_NAME, &batch->column);
    ngx_smartstack_pg_field(pool, res, PG_DIAG_CONSTRAINT_NAME,
                            &batch->constraint);
    ngx_smartstack_pg_field(pool, res, PG_DIAG_TABLE_NAME, &batch->table);
}


/* NUL-terminated; a missing field, or no memory, is an empty text. */

static void
ngx_smartstack_pg_field(ngx_pool_t *pool, PGresult *res, int field,
    ngx_str_t *text)
{
    u_char      *p;
    const char  *value;

    ngx_str_set(text, "");

    value = PQresultErrorField(res, field);
    if (value == NULL || *value == '\0') {
        return;
    }

    p = ngx_pnalloc(pool, ngx_strlen(value) + 1);
    if (p == NULL) {
        return;
    }

    text->data = p;
    text->len = ngx_strlen(value);

    ngx_memcpy(p, value, text->len + 1);
}
