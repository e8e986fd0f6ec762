
/*
 * The way back from a provider: the code is exchanged for an ID token, the
 * token is held against the provider's keys, and then an account is opened,
 * made, or gets the provider.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_oidc.h>
#include <ngx_smartstack_uuid.h>
#include <openssl/crypto.h>


#define NGX_HTTP_SMARTSTACK_OIDC_TIMEOUT  5000      /* ms */
#define NGX_HTTP_SMARTSTACK_OIDC_ANSWER   65536     /* bytes */


static ngx_int_t ngx_http_smartstack_oidc_taken(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_oidc_column(
    ngx_http_smartstack_ctx_t *ctx, PGresult *res, int column,
    ngx_str_t *text);
static ngx_int_t ngx_http_smartstack_oidc_exchange(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_oidc_form(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *form);
static ngx_int_t ngx_http_smartstack_oidc_exchanged(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_op_t *op);
static ngx_int_t ngx_http_smartstack_oidc_id_token(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_transfer_t *transfer);
static ngx_int_t ngx_http_smartstack_oidc_keys(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_oidc_fetched(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_op_t *op);
static ngx_int_t ngx_http_smartstack_oidc_verify(
    ngx_http_smartstack_ctx_t *ctx, ngx_array_t *keys);
static ngx_int_t ngx_http_smartstack_oidc_person(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_oidc_unavailable(
    ngx_http_smartstack_ctx_t *ctx, const char *why);


ngx_str_t  ngx_http_smartstack_oidc_callback_sql[] = {
    ngx_string("oidc/take"),
    ngx_string("oidc/sign_in"),
    ngx_string("oidc/link"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_oidc_callback(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t                    rc;
    ngx_str_t                    empty = ngx_null_string;
    ngx_http_smartstack_oidc_t  *oidc;
    ngx_http_smartstack_arg_t    args[] = { { "browser", NULL },
                                            { "state", NULL },
                                            { "provider", NULL },
                                            { NULL, NULL } };

    rc = ngx_http_smartstack_oidc_begin(ctx, &oidc);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_smartstack_cookie(ctx->request,
                                   &ngx_http_smartstack_oidc_browser,
                                   &oidc->browser)
        != NGX_OK)
    {
        return ngx_http_smartstack_oidc_refuse(ctx, "there is no cookie");
    }

    /* whatever comes of it, it was used */

    if (ngx_http_smartstack_oidc_cookie(ctx, &empty, 0) != NGX_OK) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "state", &oidc->state);

    args[0].value = &oidc->browser;
    args[1].value = &oidc->state;
    args[2].value = &oidc->provider->conf->name;

    return ngx_http_smartstack_begin_query(ctx, "auth", "oidc/take", args, 1,
                                           ngx_http_smartstack_oidc_taken);
}


/* Columns: nonce, verifier, return_to text, user_id, session_id uuid */

static ngx_int_t
ngx_http_smartstack_oidc_taken(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_http_smartstack_oidc_t *oidc = ctx->data;

    PGresult   *res;
    ngx_str_t   iss, *issuer;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_oidc_refuse(ctx, "its state is not ours");
    }

    if (ngx_http_smartstack_oidc_column(ctx, res, 0, &oidc->nonce) != NGX_OK
        || ngx_http_smartstack_oidc_column(ctx, res, 1, &oidc->verifier)
           != NGX_OK
        || ngx_http_smartstack_oidc_column(ctx, res, 2, &oidc->return_to)
           != NGX_OK
        || ngx_http_smartstack_account_uuid(ctx, res, 3, &oidc->linking_user)
           != NGX_OK
        || ngx_http_smartstack_account_uuid(ctx, res, 4,
                                            &oidc->linking_session)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    /* RFC 9207: who has answered, where a provider says so */

    ngx_http_smartstack_account_member(ctx, "iss", &iss);
    issuer = &oidc->provider->conf->issuer;

    if (iss.len && (iss.len != issuer->len
                    || ngx_memcmp(iss.data, issuer->data, iss.len) != 0))
    {
        return ngx_http_smartstack_oidc_refuse(ctx, "another has answered");
    }

    return ngx_http_smartstack_oidc_exchange(ctx);
}


static ngx_int_t
ngx_http_smartstack_oidc_column(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, int column, ngx_str_t *text)
{
    text->len = PQgetlength(res, 0, column);
    text->data = ngx_pnalloc(ctx->request->pool, text->len + 1);

    if (text->data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(text->data, PQgetvalue(res, 0, column), text->len);

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_oidc_exchange(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                    form;
    ngx_http_smartstack_oidc_t  *oidc = ctx->data;
    ngx_smartstack_transfer_t   *transfer;

    if (ngx_http_smartstack_oidc_form(ctx, &form) != NGX_OK) {
        return NGX_ERROR;
    }

    transfer = ngx_smartstack_fetch_http(ctx->conf->fetch,
                                  (char *) oidc->provider->conf->token.data,
                                  &form, NGX_HTTP_SMARTSTACK_OIDC_ANSWER);

    OPENSSL_cleanse(form.data, form.len);

    if (transfer == NULL) {
        return NGX_ERROR;
    }

    if (ngx_smartstack_fetch_header(transfer, "Accept: application/json")
        != NGX_OK)
    {
        ngx_smartstack_op_complete(&transfer->op);
        return NGX_ERROR;
    }

    ctx->request->connection->log->action = "waiting for a provider";

    ngx_http_smartstack_await(ctx, &transfer->op,
                              ngx_http_smartstack_oidc_exchanged);
    ngx_smartstack_fetch_start(transfer, NGX_HTTP_SMARTSTACK_OIDC_TIMEOUT);

    return NGX_AGAIN;
}


static ngx_int_t
ngx_http_smartstack_oidc_form(ngx_http_smartstack_ctx_t *ctx, ngx_str_t *form)
{
    ngx_str_t                        code;
    ngx_smartstack_text_t            out;
    ngx_http_smartstack_oidc_t      *oidc = ctx->data;
    ngx_smartstack_provider_conf_t  *conf;

    conf = oidc->provider->conf;

    ngx_http_smartstack_account_member(ctx, "code", &code);
    ngx_smartstack_text_init(&out, ctx->request->pool, 16384);

    ngx_smartstack_text_literal(&out, "grant_type=authorization_code");
    ngx_http_smartstack_oidc_parameter(&out, "&code=", &code);
    ngx_http_smartstack_oidc_parameter(&out, "&redirect_uri=",
                                       &oidc->redirect);
    ngx_http_smartstack_oidc_parameter(&out, "&code_verifier=",
                                       &oidc->verifier);
    ngx_http_smartstack_oidc_parameter(&out, "&client_id=", &conf->client);
    ngx_http_smartstack_oidc_parameter(&out, "&client_secret=",
                                       &conf->secret);

    form->data = out.data;
    form->len = out.len;

    return out.failed ? NGX_ERROR : NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_oidc_exchanged(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_op_t *op)
{
    ngx_smartstack_transfer_t  *transfer;

    transfer = (ngx_smartstack_transfer_t *) op;

    if (transfer->status != NGX_SMARTSTACK_FETCH_OK) {
        return ngx_http_smartstack_oidc_unavailable(ctx, transfer->error);
    }

    if (transfer->code >= 500) {
        return ngx_http_smartstack_oidc_unavailable(ctx, "5xx");
    }

    if (transfer->code != 200) {
        return ngx_http_smartstack_oidc_refuse(ctx,
                                               "the code was not exchanged");
    }

    switch (ngx_http_smartstack_oidc_id_token(ctx, transfer)) {

    case NGX_OK:
        return ngx_http_smartstack_oidc_keys(ctx);

    case NGX_DECLINED:
        return ngx_http_smartstack_oidc_refuse(ctx, "there is no ID token");

    default:
        return NGX_ERROR;
    }
}


static ngx_int_t
ngx_http_smartstack_oidc_id_token(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_transfer_t *transfer)
{
    size_t                         pos;
    json_t                        *root, *value;
    ngx_int_t                      rc;
    ngx_str_t                     *text;
    ngx_http_smartstack_oidc_t    *oidc = ctx->data;
    ngx_smartstack_json_status_e   status;

    root = ngx_smartstack_json_load(transfer->body.data, transfer->body.len,
                                    &status, &pos);
    value = json_object_get(root, "id_token");
    rc = NGX_DECLINED;

    if (json_is_string(value)) {
        text = &oidc->id_token;
        text->len = json_string_length(value);
        text->data = ngx_pnalloc(ctx->request->pool, text->len + 1);
        rc = NGX_ERROR;

        if (text->data != NULL) {
            ngx_memcpy(text->data, json_string_value(value), text->len);
            rc = NGX_OK;
        }
    }

    json_decref(root);

    return rc;
}


static ngx_int_t
ngx_http_smartstack_oidc_keys(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_array_t                 *keys;
    ngx_smartstack_keys_op_t    *op;
    ngx_http_smartstack_oidc_t  *oidc = ctx->data;

    keys = ngx_smartstack_provider_keys(oidc->provider);

    if (keys != NULL) {
        return ngx_http_smartstack_oidc_verify(ctx, keys);
    }

    op = ngx_smartstack_provider_refresh(oidc->provider);
    if (op == NULL) {
        return NGX_ERROR;
    }

    oidc->refreshed = 1;

    ngx_http_smartstack_await(ctx, &op->op, ngx_http_smartstack_oidc_fetched);
    ngx_smartstack_provider_start(oidc->provider, op);

    return NGX_AGAIN;
}


/* New keys, or the old ones when there are no new ones. */

static ngx_int_t
ngx_http_smartstack_oidc_fetched(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_op_t *op)
{
    ngx_http_smartstack_oidc_t *oidc = ctx->data;

    if (oidc->provider->keys == NULL) {
        return ngx_http_smartstack_oidc_unavailable(ctx,
                                                    "there are no keys");
    }

    return ngx_http_smartstack_oidc_verify(ctx, oidc->provider->keys);
}


static ngx_int_t
ngx_http_smartstack_oidc_verify(ngx_http_smartstack_ctx_t *ctx,
    ngx_array_t *keys)
{
    const char                      *why;
    ngx_smartstack_keys_op_t        *op;
    ngx_http_smartstack_oidc_t      *oidc = ctx->data;
    ngx_smartstack_id_token_want_t   want;

    want.algorithm = oidc->provider->conf->algorithm;
    want.issuer = oidc->provider->conf->issuer;
    want.client = oidc->provider->conf->client;
    want.nonce = oidc->nonce;
    want.now = ngx_time();

    switch (ngx_smartstack_id_token_verify(ctx->request->pool,
                                           &oidc->id_token, keys, &want,
                                           &oidc->claims, &why))
    {
    case NGX_OK:
        return ngx_http_smartstack_oidc_person(ctx);

    case NGX_AGAIN:
        if (oidc->refreshed) {
            return ngx_http_smartstack_oidc_refuse(ctx, why);
        }

        break;

    case NGX_DECLINED:
        return ngx_http_smartstack_oidc_refuse(ctx, why);

    default:
        return NGX_ERROR;
    }

    /* the provider may have a new key since */

    op = ngx_smartstack_provider_refresh(oidc->provider);
    if (op == NULL) {
        return NGX_ERROR;
    }

    oidc->refreshed = 1;

    ngx_http_smartstack_await(ctx, &op->op, ngx_http_smartstack_oidc_fetched);
    ngx_smartstack_provider_start(oidc->provider, op);

    return NGX_AGAIN;
}


static ngx_int_t
ngx_http_smartstack_oidc_person(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_oidc_t *oidc = ctx->data;

    if (ngx_smartstack_mime_address(&oidc->claims.email) != NGX_OK) {
        return ngx_http_smartstack_oidc_refuse(ctx, "its address is none");
    }

    if (!oidc->claims.verified) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_BAD_REQUEST,
                     "email_unverified",
                     "The provider has not verified this address.");
    }

    return ngx_http_smartstack_oidc_enter(ctx);
}


ngx_int_t
ngx_http_smartstack_oidc_refuse(ngx_http_smartstack_ctx_t *ctx,
    const char *why)
{
    ngx_log_error(NGX_LOG_WARN, ctx->request->connection->log, 0,
                  "the answer of provider \"%V\" is refused: %s",
                  &ctx->match.values[0], why);

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_BAD_REQUEST,
                   "oidc_refused",
                   "This sign-in cannot be completed; begin again.");
}


static ngx_int_t
ngx_http_smartstack_oidc_unavailable(ngx_http_smartstack_ctx_t *ctx,
    const char *why)
{
    ngx_log_error(NGX_LOG_ERR, ctx->request->connection->log, 0,
                  "provider \"%V\" does not answer: %s",
                  &ctx->match.values[0], why);

    ctx->problem.retry_after = 10;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
                   "provider_unavailable",
                   "The provider does not answer; try again shortly.");
}
