
/*
 * Execution: one batch, one round trip.  A plain operation is
 * [begin_request] [begin_idempotent] [its statement] [the current row] Sync,
 * a list [begin_request] [its page] [how many there are] Sync.
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_sqlstate.h>
#include <openssl/evp.h>


#define NGX_HTTP_SMARTSTACK_RETRY_AFTER  1     /* s */


static ngx_int_t ngx_http_smartstack_run_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_no_row(ngx_http_smartstack_ctx_t *ctx,
    PGresult *current);
static ngx_int_t ngx_http_smartstack_other_rev(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_rows_t *rows,
    PGresult *current);
static ngx_int_t ngx_http_smartstack_begin_idempotent(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_request_hash(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *hash);
static ngx_int_t ngx_http_smartstack_replay(ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_replayed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_one(ngx_http_smartstack_ctx_t *ctx,
    const char *pool, const char *name, ngx_http_smartstack_arg_t *args,
    ngx_uint_t write, ngx_uint_t begin, ngx_http_smartstack_batch_pt next);
static void ngx_http_smartstack_batch_done(ngx_smartstack_op_t *op,
    void *owner);
static void ngx_http_smartstack_op_done(ngx_smartstack_op_t *op,
    void *owner);
static void ngx_http_smartstack_hash_done(ngx_smartstack_op_t *op,
    void *owner);
static ngx_smartstack_pg_t *ngx_http_smartstack_pool(
    ngx_http_smartstack_ctx_t *ctx, const char *name);
static u_char *ngx_http_smartstack_cstr(ngx_pool_t *pool, ngx_str_t *text);
static ngx_int_t ngx_http_smartstack_sql_problem(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);


ngx_int_t
ngx_http_smartstack_run(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_smartstack_operation_t  *op;
    ngx_smartstack_pg_batch_t   *batch;

    op = ctx->operation;

    batch = ngx_http_smartstack_batch(ctx, (char *) op->pool.data,
                                      ngx_http_smartstack_run_done);
    if (batch == NULL) {
        return NGX_ERROR;
    }

    batch->write = op->write;
    batch->long_class = op->long_class;

    if (ngx_http_smartstack_begin(ctx, batch) != NGX_OK) {
        goto failed;
    }

    if (ctx->idempotent
        && ngx_http_smartstack_begin_idempotent(ctx, batch) != NGX_OK)
    {
        goto failed;
    }

    if (ctx->statement == NULL) {
        ctx->statement = ctx->idempotent ? op->wrapped : op->main;
    }

    if (ngx_http_smartstack_bind(ctx, batch, ctx->statement, NULL)
        != NGX_OK)
    {
        goto failed;
    }

    if (ctx->counter != NULL
        && ngx_http_smartstack_bind(ctx, batch, ctx->counter, NULL) != NGX_OK)
    {
        goto failed;
    }

    if (op->current != NULL
        && ngx_http_smartstack_bind(ctx, batch, op->current, NULL) != NGX_OK)
    {
        goto failed;
    }

    return ngx_http_smartstack_submit(ctx, batch);

failed:

    /* nothing was handed over yet: the op ends here */

    ngx_smartstack_op_detach(&batch->op);
    ngx_smartstack_op_complete(&batch->op);

    return NGX_ERROR;
}


/* Proves who asks and makes the settings that policies read. */

ngx_int_t
ngx_http_smartstack_begin(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char                       buf[NGX_INT_T_LEN];
    ngx_str_t                    roles, scope;
    ngx_smartstack_statement_t  *begin;

    ngx_http_smartstack_arg_t  args[] = { { "roles", &roles },
                                          { "permissions", &roles },
                                          { "scope", &scope },
                                          { "key_hash", &ctx->digest },
                                          { "session_hash", &ctx->digest },
                                          { NULL, NULL } };

    ngx_str_null(&scope);

    roles.data = buf;
    roles.len = ngx_sprintf(buf, "%ui",
                            ctx->operation ? ctx->operation->roles : 0)
                - buf;

    ctx->begun = 1;
    begin = ctx->conf->begin[ngx_http_smartstack_caller(ctx)];

    if (ctx->credential == NGX_HTTP_SMARTSTACK_KEY) {
        begin = ctx->conf->begin_key;
        scope = ctx->operation->scope;
    }

    return ngx_http_smartstack_bind(ctx, batch, begin, args);
}


static ngx_int_t
ngx_http_smartstack_begin_idempotent(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_str_t                 hash;
    ngx_http_smartstack_arg_t args[] = { { "request_hash", &hash },
                                         { "operation",
                                           &ctx->operation->id },
                                         { NULL, NULL } };

    if (ngx_http_smartstack_request_hash(ctx, &hash) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_bind(ctx, batch, ctx->conf->begin_idempotent,
                                    args);
}


/* What makes two requests the same: operation, path, body. */

static ngx_int_t
ngx_http_smartstack_request_hash(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *hash)
{
    u_char       digest[EVP_MAX_MD_SIZE], *p;
    ngx_int_t    rc;
    EVP_MD_CTX  *md;

    md = EVP_MD_CTX_new();
    if (md == NULL) {
        return NGX_ERROR;
    }

    rc = (EVP_DigestInit_ex(md, EVP_sha256(), NULL)
          && EVP_DigestUpdate(md, ctx->workspace.data, ctx->workspace.len)
          && EVP_DigestUpdate(md, ctx->link.data, ctx->link.len)
          && EVP_DigestUpdate(md, ctx->request->unparsed_uri.data,
                              ctx->request->unparsed_uri.len)
          && EVP_DigestUpdate(md, "\n", 1)
          && EVP_DigestUpdate(md, ctx->body_text.data, ctx->body_text.len)
          && EVP_DigestFinal_ex(md, digest, NULL)) ? NGX_OK : NGX_ERROR;

    EVP_MD_CTX_free(md);

    p = ngx_pnalloc(ctx->request->pool, 2 + 64);
    if (p == NULL || rc != NGX_OK) {
        return NGX_ERROR;
    }

    hash->data = p;
    hash->len = 2 + 64;

    *p++ = '\\';
    *p++ = 'x';
    (void) ngx_hex_dump(p, digest, 32);

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_run_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                    *res, *current, *counted;
    ngx_uint_t                   main;
    ngx_smartstack_operation_t  *op;

    op = ctx->operation;

    if (batch->status == NGX_SMARTSTACK_PG_ERROR
        && ngx_strcmp(batch->sqlstate, "SS001") == 0)
    {
        return ngx_http_smartstack_replay(ctx);
    }

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[0].result;

    ctx->role.len = PQgetlength(res, 0, 0);
    ctx->role.data = ngx_pnalloc(ctx->request->pool, ctx->role.len);
    if (ctx->role.data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(ctx->role.data, PQgetvalue(res, 0, 0), ctx->role.len);

    main = ctx->idempotent ? 2 : 1;
    res = batch->queries[main].result;
    current = op->current ? batch->queries[main + 1].result : NULL;

    switch (op->result) {

    case NGX_SMARTSTACK_RESULT_LIST:
        if (ctx->counter != NULL) {
            counted = batch->queries[main + 1].result;
            ctx->total = ngx_atoi((u_char *) PQgetvalue(counted, 0, 0),
                                  PQgetlength(counted, 0, 0));
        }

        return ngx_http_smartstack_reply_list(ctx, ctx->statement, res);

    case NGX_SMARTSTACK_RESULT_ONE:
        if (PQntuples(res) == 0) {
            return ngx_http_smartstack_no_row(ctx, current);
        }

        return ngx_http_smartstack_reply_one(ctx, ctx->statement, res);

    default: /* NGX_SMARTSTACK_RESULT_NONE */
        if ((PQnfields(res) && PQntuples(res) == 0)
            || (PQnfields(res) == 0 && ngx_strcmp(PQcmdTuples(res), "0") == 0))
        {
            return ngx_http_smartstack_no_row(ctx, current);
        }

        return ngx_http_smartstack_reply_none(ctx);
    }
}


/* No row: it is not there, or (with a second statement) it has moved on. */

static ngx_int_t
ngx_http_smartstack_no_row(ngx_http_smartstack_ctx_t *ctx, PGresult *current)
{
    off_t                   size;
    ngx_smartstack_json_t   w;
    ngx_smartstack_rows_t  *rows;

    if (current == NULL || PQntuples(current) == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_NOT_FOUND,
                        "not_found", "There is nothing at this address.");
    }

    rows = ngx_http_smartstack_rows(ctx, ctx->operation->current, current);
    if (rows == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_other_rev(ctx, rows, current) == NGX_OK) {
        return ngx_http_smartstack_run(ctx);
    }

    ngx_smartstack_json_init(&w, ctx->request->pool, 1024);
    ngx_smartstack_rows_object(&w, rows, current, 0);

    ctx->problem.current = ngx_smartstack_json_close(&w, &size);
    if (ctx->problem.current == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_PRECONDITION_FAILED,
                   "precondition_failed",
                   ctx->nif_revs ? "The row has changed since it was read."
                                 : "A weak ETag never matches; send \"r\" "
                                   "with the rev of the row.");
}


/*
 * If-Match is about any of its list.  Whoever has read what he lists does not
 * come here: the highest was the one to try.
 */

static ngx_int_t
ngx_http_smartstack_other_rev(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_rows_t *rows, PGresult *current)
{
    int         column;
    ngx_int_t   rev;
    ngx_str_t   text;
    ngx_uint_t  i;

    static ngx_str_t  name = ngx_string("rev");

    if (ctx->nif_revs < 2 || ctx->if_rev_again) {
        return NGX_DECLINED;
    }

    column = ngx_smartstack_rows_column(rows, &name);

    if (column == -1
        || ngx_smartstack_rows_text(ctx->request->pool, rows, current, 0,
                                    column, &text)
           != NGX_OK)
    {
        return NGX_DECLINED;
    }

    rev = ngx_atoi(text.data, text.len);

    for (i = 0; i < ctx->nif_revs; i++) {
        if (ctx->if_revs[i] == rev) {
            ctx->if_rev = (int) rev;
            ctx->if_rev_again = 1;
            return NGX_OK;
        }
    }

    return NGX_DECLINED;
}


/* The key is known: a second flight reads what the first one answered. */

static ngx_int_t
ngx_http_smartstack_replay(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_smartstack_pg_batch_t  *batch;

    ngx_smartstack_count(NGX_SMARTSTACK_C_IDEMPOTENT_REPLAYS);

    batch = ngx_http_smartstack_batch(ctx,
                                      (char *) ctx->operation->pool.data,
                                      ngx_http_smartstack_replayed);
    if (batch == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_begin(ctx, batch) != NGX_OK
        || ngx_http_smartstack_bind(ctx, batch, ctx->conf->replay_idempotent,
                                    NULL)
           != NGX_OK)
    {
        ngx_smartstack_op_detach(&batch->op);
        ngx_smartstack_op_complete(&batch->op);

        return NGX_ERROR;
    }

    return ngx_http_smartstack_submit(ctx, batch);
}


static ngx_int_t
ngx_http_smartstack_replayed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_str_t  yes = ngx_string("true");

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    if (ngx_http_smartstack_header(ctx->request, "Idempotency-Replayed", &yes)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_reply_stored(ctx, batch->queries[1].result);
}


ngx_smartstack_pg_batch_t *
ngx_http_smartstack_batch(ngx_http_smartstack_ctx_t *ctx, const char *pool,
    ngx_http_smartstack_batch_pt next)
{
    ngx_smartstack_pg_t        *pg;
    ngx_smartstack_pg_batch_t  *batch;

    pg = ngx_http_smartstack_pool(ctx, pool);
    if (pg == NULL) {
        return NULL;
    }

    batch = ngx_smartstack_pg_batch(pg);
    if (batch == NULL) {
        return NULL;
    }

    ctx->next.batch = next;

    ngx_smartstack_op_attach(&batch->op, ngx_http_smartstack_batch_done, ctx,
                             &ctx->op);
    return batch;
}


ngx_int_t
ngx_http_smartstack_submit(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ctx->request->connection->log->action = "waiting for the database";

    ngx_smartstack_pg_submit(batch);

    return NGX_AGAIN;
}


/* One statement of a handler, as nobody in particular. */

ngx_int_t
ngx_http_smartstack_query(ngx_http_smartstack_ctx_t *ctx, const char *pool,
    const char *name, ngx_http_smartstack_arg_t *args, ngx_uint_t write,
    ngx_http_smartstack_batch_pt next)
{
    return ngx_http_smartstack_one(ctx, pool, name, args, write, 0, next);
}


/* The same behind the caller's own: its result is queries[1]. */

ngx_int_t
ngx_http_smartstack_begin_query(ngx_http_smartstack_ctx_t *ctx,
    const char *pool, const char *name, ngx_http_smartstack_arg_t *args,
    ngx_uint_t write, ngx_http_smartstack_batch_pt next)
{
    return ngx_http_smartstack_one(ctx, pool, name, args, write, 1, next);
}


static ngx_int_t
ngx_http_smartstack_one(ngx_http_smartstack_ctx_t *ctx, const char *pool,
    const char *name, ngx_http_smartstack_arg_t *args, ngx_uint_t write,
    ngx_uint_t begin, ngx_http_smartstack_batch_pt next)
{
    ngx_smartstack_pg_batch_t   *batch;
    ngx_smartstack_statement_t  *statement;

    statement = ngx_smartstack_contract_statement(ctx->conf->contract, name);
    if (statement == NULL) {
        return NGX_ERROR;
    }

    batch = ngx_http_smartstack_batch(ctx, pool, next);
    if (batch == NULL) {
        return NGX_ERROR;
    }

    batch->write = write;

    if ((begin && ngx_http_smartstack_begin(ctx, batch) != NGX_OK)
        || ngx_http_smartstack_bind(ctx, batch, statement, args) != NGX_OK)
    {
        ngx_smartstack_op_detach(&batch->op);
        ngx_smartstack_op_complete(&batch->op);

        return NGX_ERROR;
    }

    return ngx_http_smartstack_submit(ctx, batch);
}


ngx_int_t
ngx_http_smartstack_hash(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash, ngx_http_smartstack_hash_pt next)
{
    if (hash == NULL) {
        return NGX_ERROR;
    }

    ctx->next.hash = next;

    ngx_smartstack_op_attach(&hash->op, ngx_http_smartstack_hash_done, ctx,
                             &ctx->op);
    ngx_smartstack_hash_post(hash);

    return NGX_AGAIN;
}


/* Any other op, which the caller starts then. */

void
ngx_http_smartstack_await(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_op_t *op, ngx_http_smartstack_op_pt next)
{
    ctx->next.op = next;

    ngx_smartstack_op_attach(op, ngx_http_smartstack_op_done, ctx, &ctx->op);
}


static void
ngx_http_smartstack_op_done(ngx_smartstack_op_t *op, void *owner)
{
    ngx_http_smartstack_ctx_t *ctx = owner;

    ngx_int_t          rc;
    ngx_connection_t  *c;

    c = ctx->request->connection;

    rc = ctx->next.op(ctx, op);

    if (rc != NGX_AGAIN) {
        ngx_http_smartstack_end(ctx, rc);
    }

    ngx_http_run_posted_requests(c);
}


static void
ngx_http_smartstack_batch_done(ngx_smartstack_op_t *op, void *owner)
{
    ngx_http_smartstack_ctx_t *ctx = owner;

    ngx_int_t                   rc;
    ngx_connection_t           *c;
    ngx_smartstack_pg_batch_t  *batch;

    batch = (ngx_smartstack_pg_batch_t *) op;
    c = ctx->request->connection;

    ctx->db_took += batch->took;
    ctx->db_waited += batch->waited;

    /* the first statement has let the caller in */

    if (ctx->begun && !ctx->known
        && (batch->status == NGX_SMARTSTACK_PG_OK
            || (batch->status == NGX_SMARTSTACK_PG_ERROR && batch->failed)))
    {
        ctx->known = 1;
        ngx_http_smartstack_limit_known(ctx);
    }

    rc = ctx->next.batch(ctx, batch);

    if (rc != NGX_AGAIN) {
        ngx_http_smartstack_end(ctx, rc);
    }

    ngx_http_run_posted_requests(c);
}


static void
ngx_http_smartstack_hash_done(ngx_smartstack_op_t *op, void *owner)
{
    ngx_http_smartstack_ctx_t *ctx = owner;

    ngx_int_t          rc;
    ngx_connection_t  *c;

    c = ctx->request->connection;

    rc = ctx->next.hash(ctx, (ngx_smartstack_hash_t *) op);

    if (rc != NGX_AGAIN) {
        ngx_http_smartstack_end(ctx, rc);
    }

    ngx_http_run_posted_requests(c);
}


static ngx_smartstack_pg_t *
ngx_http_smartstack_pool(ngx_http_smartstack_ctx_t *ctx, const char *name)
{
    ngx_uint_t                 i;
    ngx_smartstack_pg_conf_t  *pool;

    pool = ctx->conf->pools.elts;

    for (i = 0; i < ctx->conf->pools.nelts; i++) {
        if (ngx_strcmp(pool[i].name.data, name) == 0) {
            return ctx->conf->pg[i];
        }
    }

    return NULL;
}


/* What the end of a batch means to the client. */

ngx_int_t
ngx_http_smartstack_batch_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status == NGX_SMARTSTACK_PG_ERROR) {
        return ngx_http_smartstack_sql_problem(ctx, batch);
    }

    ctx->problem.retry_after = NGX_HTTP_SMARTSTACK_RETRY_AFTER;

    switch (batch->status) {

    case NGX_SMARTSTACK_PG_BUSY:
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
              "overloaded", "Too much is asked at once; try again shortly.");

    case NGX_SMARTSTACK_PG_TIMEOUT:
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
              "database_timeout", "The database did not answer in time.");

    case NGX_SMARTSTACK_PG_UNKNOWN:
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
              "outcome_unknown",
              "The connection was lost while the change was being saved. "
              "Send it again with the same Idempotency-Key to learn what "
              "became of it.");

    default:
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
              "database_unavailable", "The database cannot be reached.");
    }
}


static ngx_int_t
ngx_http_smartstack_sql_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_int_t                   rc;
    ngx_str_t                   pointer, code, detail;
    ngx_pool_t                 *pool;
    ngx_smartstack_sqlstate_t   map;

    pool = ctx->request->pool;

    ngx_smartstack_sqlstate(batch->sqlstate, &map);

    ctx->sqlstate.len = 5;
    ctx->sqlstate.data = ngx_pnalloc(pool, 5);
    if (ctx->sqlstate.data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(ctx->sqlstate.data, batch->sqlstate, 5);

    if (map.alarm) {
        /* the readiness check has no operation */

        ngx_log_error(NGX_LOG_ERR, ctx->request->connection->log, 0,
                      "operation %V failed with SQLSTATE %s in statement %ui",
                      ctx->operation ? &ctx->operation->id
                                     : &ctx->request->uri,
                      batch->sqlstate, batch->failed);
    }

    code = map.own ? batch->message : map.code;
    detail = map.own ? batch->detail : map.detail;

    /* the texts die with the batch */

    code.data = ngx_http_smartstack_cstr(pool, &code);
    detail.data = ngx_http_smartstack_cstr(pool, &detail);
    if (code.data == NULL || detail.data == NULL) {
        return NGX_ERROR;
    }

    rc = NGX_DECLINED;

    if (map.own && batch->column.len) {
        pointer.len = batch->column.len;
        pointer.data = ngx_pstrdup(pool, &batch->column);
        rc = pointer.data ? NGX_OK : NGX_ERROR;

    } else if (!map.own && batch->constraint.len) {
        rc = ngx_smartstack_sqlstate_pointer(pool,
                                          (char *) batch->constraint.data,
                                          (char *) batch->table.data,
                                          &pointer);
    }

    if (rc == NGX_ERROR) {
        return NGX_ERROR;
    }

    if (map.status == NGX_HTTP_SERVICE_UNAVAILABLE) {
        ctx->problem.retry_after = NGX_HTTP_SMARTSTACK_RETRY_AFTER;
    }

    (void) ngx_http_smartstack_problem(ctx, map.status, (char *) code.data,
                                       (char *) detail.data);

    if (rc == NGX_OK) {
        return ngx_http_smartstack_fault(ctx, map.status, &pointer,
                                 (char *) code.data, (char *) detail.data);
    }

    return NGX_DECLINED;
}


static u_char *
ngx_http_smartstack_cstr(ngx_pool_t *pool, ngx_str_t *text)
{
    u_char  *p;

    p = ngx_pnalloc(pool, text->len + 1);

    if (p != NULL) {
        *ngx_cpymem(p, text->data, text->len) = '\0';
    }

    return p;
}
