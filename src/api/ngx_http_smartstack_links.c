
/*
 * Opening a share link.  The order is throttle, look up, verify: a link that
 * does not open is the same 404 for whatever reason, after the same single
 * statement, and a password is hashed only when somebody may try it now; the
 * try counts before that, and is given back when it was right.
 */


#include <ngx_http_smartstack_account.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_secret.h>


/* The browser keeps its key; when a guest's session ends the server decides. */
#define NGX_HTTP_SMARTSTACK_GUEST_COOKIE  (365 * 24 * 3600)     /* s */


typedef struct {
    ngx_str_t    link;              /* id, as text */
    ngx_str_t    known;             /* the cookie that came, or NULL */
    ngx_str_t    made;              /* the one to set when it is not known */
} ngx_http_smartstack_links_t;


static ngx_http_smartstack_links_t *ngx_http_smartstack_links_start(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_links_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_links_verified(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_links_refused(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_links_admitted(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_links_opened(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_links_previewed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_links_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_links_kept(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_links_let_in(
    ngx_http_smartstack_ctx_t *ctx, PGresult *res, int kept, int opened);
static ngx_int_t ngx_http_smartstack_links_nothing(
    ngx_http_smartstack_ctx_t *ctx);


static ngx_str_t  ngx_http_smartstack_guest = ngx_string("__Host-ss_gs");


ngx_str_t  ngx_http_smartstack_links_open_sql[] = {
    ngx_string("links/find"),
    ngx_string("links/try"),
    ngx_string("links/refuse"),
    ngx_string("links/open"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_links_preview_sql[] = {
    ngx_string("links/preview"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_links_password_sql[] = {
    ngx_string("links/set_password"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_links_open(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                     token, password;
    ngx_http_smartstack_arg_t     args[] = { { "token", &token },
                                             { "session", NULL },
                                             { NULL, NULL } };
    ngx_http_smartstack_links_t  *links;

    links = ngx_http_smartstack_links_start(ctx);
    if (links == NULL) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "token", &token);
    args[1].value = ngx_http_smartstack_maybe(&links->known);

    ngx_http_smartstack_account_member(ctx, "password", &password);

    if (password.len) {
        return ngx_http_smartstack_query(ctx, "auth", "links/try", args, 1,
                                         ngx_http_smartstack_links_found);
    }

    return ngx_http_smartstack_query(ctx, "auth", "links/find", args, 0,
                                     ngx_http_smartstack_links_found);
}


/* Columns: link_id uuid, password_hash text, pepper_id text, wait int4 */

static ngx_int_t
ngx_http_smartstack_links_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                     *res;
    ngx_str_t                     password, phc, pepper;
    ngx_uint_t                    wait;
    ngx_http_smartstack_links_t  *links;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    links = ctx->data;
    res = batch->queries[0].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_links_nothing(ctx);
    }

    wait = ngx_http_smartstack_account_int(res, 3);
    if (wait > 0) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    if (ngx_http_smartstack_account_uuid(ctx, res, 0, &links->link)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (PQgetisnull(res, 0, 1)) {
        return ngx_http_smartstack_links_admitted(ctx);
    }

    ngx_http_smartstack_account_member(ctx, "password", &password);

    if (password.len == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                       "password_required", "This link has a password.");
    }

    phc.data = (u_char *) PQgetvalue(res, 0, 1);
    phc.len = PQgetlength(res, 0, 1);
    pepper.data = (u_char *) PQgetvalue(res, 0, 2);
    pepper.len = PQgetlength(res, 0, 2);

    return ngx_http_smartstack_account_verify(ctx, &phc, &pepper,
                                         ngx_http_smartstack_links_verified);
}


static ngx_int_t
ngx_http_smartstack_links_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_links_t  *links = ctx->data;

    ngx_http_smartstack_arg_t  args[] = { { "link_id", &links->link },
                                          { NULL, NULL } };

    switch (hash->rc) {

    case NGX_OK:
        return ngx_http_smartstack_links_admitted(ctx);

    case NGX_DECLINED:
        return ngx_http_smartstack_begin_query(ctx, "auth", "links/refuse",
                                          args, 1,
                                          ngx_http_smartstack_links_refused);

    default:
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }
}


static ngx_int_t
ngx_http_smartstack_links_refused(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                         "wrong_password", "This is not its password.");
}


static ngx_int_t
ngx_http_smartstack_links_admitted(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                    token, name, email, code;
    ngx_http_smartstack_links_t  *links = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "link_id", &links->link },
        { "token", &token },
        { "session", ngx_http_smartstack_maybe(&links->known) },
        { "new_session", &links->made },
        { "name", NULL },
        { "email", NULL },
        { "code", NULL },
        { NULL, NULL }
    };

    ngx_http_smartstack_account_member(ctx, "token", &token);
    ngx_http_smartstack_account_member(ctx, "name", &name);
    ngx_http_smartstack_account_member(ctx, "email", &email);
    ngx_http_smartstack_account_member(ctx, "code", &code);

    args[4].value = ngx_http_smartstack_maybe(&name);
    args[5].value = ngx_http_smartstack_maybe(&email);
    args[6].value = ngx_http_smartstack_maybe(&code);

    return ngx_http_smartstack_begin_query(ctx, "auth", "links/open", args, 1,
                                           ngx_http_smartstack_links_opened);
}


/* Columns: state text, kept bool, opened jsonb */

static ngx_int_t
ngx_http_smartstack_links_opened(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    char      *state;
    PGresult  *res;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_links_nothing(ctx);
    }

    state = PQgetvalue(res, 0, 0);

    if (ngx_strcmp(state, "email_required") == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                   "email_required",
                   "This link opens with a code that is sent by mail.");
    }

    if (ngx_strcmp(state, "wrong_code") == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                   "wrong_code", "This code is wrong or out of date.");
    }

    return ngx_http_smartstack_links_let_in(ctx, res, 1, 2);
}


/* What the guest sees, for the member who made the link. */

ngx_int_t
ngx_http_smartstack_links_preview(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t     args[] = { { "link_id", NULL },
                                             { "session", NULL },
                                             { "new_session", NULL },
                                             { NULL, NULL } };
    ngx_http_smartstack_links_t  *links;

    links = ngx_http_smartstack_links_start(ctx);
    if (links == NULL) {
        return NGX_ERROR;
    }

    args[0].value = &ctx->match.values[0];
    args[1].value = ngx_http_smartstack_maybe(&links->known);
    args[2].value = &links->made;

    return ngx_http_smartstack_begin_query(ctx, "member", "links/preview",
                                        args, 1,
                                        ngx_http_smartstack_links_previewed);
}


/* Columns: kept bool, opened jsonb */

static ngx_int_t
ngx_http_smartstack_links_previewed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult  *res;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_links_nothing(ctx);
    }

    return ngx_http_smartstack_links_let_in(ctx, res, 0, 1);
}


ngx_int_t
ngx_http_smartstack_links_password(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                  nobody = ngx_null_string;
    ngx_http_smartstack_arg_t  args[] = { { "link_id", NULL },
                                          { "password_hash", NULL },
                                          { "pepper_id", NULL },
                                          { NULL, NULL } };

    if (json_is_null(json_object_get(ctx->body, "password"))) {
        args[0].value = &ctx->match.values[0];

        return ngx_http_smartstack_begin_query(ctx, "member",
                                             "links/set_password", args, 1,
                                             ngx_http_smartstack_links_kept);
    }

    return ngx_http_smartstack_account_hash(ctx, &nobody,
                                           ngx_http_smartstack_links_hashed);
}


static ngx_int_t
ngx_http_smartstack_links_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_arg_t  args[] = {
        { "link_id", &ctx->match.values[0] },
        { "password_hash", &hash->phc },
        { "pepper_id", &hash->pepper_id },
        { NULL, NULL }
    };

    if (hash->rc != NGX_OK) {
        return ngx_http_smartstack_account_hash_problem(ctx, hash);
    }

    return ngx_http_smartstack_begin_query(ctx, "member",
                                           "links/set_password", args, 1,
                                           ngx_http_smartstack_links_kept);
}


static ngx_int_t
ngx_http_smartstack_links_kept(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    if (PQntuples(batch->queries[1].result) != 1) {
        return ngx_http_smartstack_links_nothing(ctx);
    }

    return ngx_http_smartstack_reply_none(ctx);
}


static ngx_http_smartstack_links_t *
ngx_http_smartstack_links_start(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_links_t  *links;

    links = ngx_pcalloc(ctx->request->pool,
                        sizeof(ngx_http_smartstack_links_t));
    if (links == NULL) {
        return NULL;
    }

    ctx->data = links;

    /* what has not the shape of ours is as no cookie at all */

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_guest,
                                   &links->known)
        != NGX_OK
        || ngx_smartstack_secret_is_token(&links->known) != NGX_OK)
    {
        ngx_str_null(&links->known);
    }

    links->made.len = NGX_SMARTSTACK_TOKEN_LEN;
    links->made.data = ngx_pnalloc(ctx->request->pool,
                                   NGX_SMARTSTACK_TOKEN_LEN);

    if (links->made.data == NULL
        || ngx_smartstack_secret_token(links->made.data) != NGX_OK)
    {
        return NULL;
    }

    return links;
}


/* The cookie, and what was opened: columns of the first row. */

static ngx_int_t
ngx_http_smartstack_links_let_in(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, int kept, int opened)
{
    ngx_http_smartstack_links_t  *links = ctx->data;

    if (PQgetlength(res, 0, opened) < 2
        || ngx_http_smartstack_session_cookie(ctx->request,
                                  &ngx_http_smartstack_guest,
                                  *PQgetvalue(res, 0, kept) ? &links->known
                                                            : &links->made,
                                  NGX_HTTP_SMARTSTACK_GUEST_COOKIE)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    /* binary jsonb: a version byte, then the text */

    return ngx_http_smartstack_account_reply(ctx,
                                  (u_char *) PQgetvalue(res, 0, opened) + 1,
                                  PQgetlength(res, 0, opened) - 1);
}


/* As the address of something that never was. */

static ngx_int_t
ngx_http_smartstack_links_nothing(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_problem(ctx, NGX_HTTP_NOT_FOUND, "not_found",
                                     "There is nothing at this address.");
}
