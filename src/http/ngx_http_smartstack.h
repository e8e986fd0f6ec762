
/*
 * Life of a request: match, admit, read, validate, execute, reply.
 *
 * One context is the only state machine.  Steps return NGX_OK to go on,
 * NGX_DECLINED when a problem is attached (ctx->problem), NGX_AGAIN when an op
 * is under way, NGX_ERROR when memory ran out.  The request is finalised in
 * one place, ngx_http_smartstack_end().
 */


#ifndef _NGX_HTTP_SMARTSTACK_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

#include <ngx_smartstack_contract.h>
#include <ngx_smartstack_cursor.h>
#include <ngx_smartstack_etag.h>
#include <ngx_smartstack_fetch.h>
#include <ngx_smartstack_hash.h>
#include <ngx_smartstack_job.h>
#include <ngx_smartstack_json.h>
#include <ngx_smartstack_limit.h>
#include <ngx_smartstack_mail.h>
#include <ngx_smartstack_pg.h>
#include <ngx_smartstack_provider.h>
#include <ngx_smartstack_route.h>
#include <ngx_smartstack_rows.h>
#include <ngx_smartstack_token.h>
#include <ngx_smartstack_trace.h>


#define NGX_HTTP_SMARTSTACK_BASE      "/api/v1"
#define NGX_HTTP_SMARTSTACK_VERSION   "0.1.0"

#define NGX_HTTP_SMARTSTACK_MAX_POOLS  5


typedef struct ngx_http_smartstack_ctx_s  ngx_http_smartstack_ctx_t;


/* A named handler of src/api; returns like a step. */
typedef ngx_int_t (*ngx_http_smartstack_handler_pt)(
    ngx_http_smartstack_ctx_t *ctx);

/* What follows a batch or a hash; returns like a step. */
typedef ngx_int_t (*ngx_http_smartstack_batch_pt)(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
typedef ngx_int_t (*ngx_http_smartstack_hash_pt)(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
typedef ngx_int_t (*ngx_http_smartstack_op_pt)(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_op_t *op);


typedef struct {
    ngx_str_t                        name;
    ngx_http_smartstack_handler_pt   handler;
    ngx_str_t                       *sql;    /* files it uses; ends empty */
} ngx_http_smartstack_api_t;


/* smartstack_limit NAME */
typedef enum {
    NGX_HTTP_SMARTSTACK_LIMIT_ADDRESS = 0,  /* of who is not signed in */
    NGX_HTTP_SMARTSTACK_LIMIT_USER,
    NGX_HTTP_SMARTSTACK_LIMIT_KEY,
    NGX_HTTP_SMARTSTACK_LIMIT_LINK,
    NGX_HTTP_SMARTSTACK_LIMIT_WORKSPACE,
    NGX_HTTP_SMARTSTACK_LIMIT_MAIL,         /* these by address, in the */
    NGX_HTTP_SMARTSTACK_LIMIT_LOGIN,        /* order of x-smartstack.limit */
    NGX_HTTP_SMARTSTACK_LIMIT_OPEN,
    NGX_HTTP_SMARTSTACK_NLIMITS
} ngx_http_smartstack_limit_e;


typedef struct {
    ngx_str_t                        contract_file;
    ngx_str_t                        sql_dir;
    ngx_smartstack_contract_t       *contract;

    ngx_array_t                      pools;  /* ngx_smartstack_pg_conf_t */
    ngx_smartstack_pg_t             *pg[NGX_HTTP_SMARTSTACK_MAX_POOLS];

    ngx_smartstack_keyring_t        *keyring;
    ngx_smartstack_hash_conf_t       hash;
    ngx_thread_pool_t               *hash_pool;
    ngx_str_t                        hash_pool_name;
    ngx_shm_zone_t                  *zone;
    ngx_array_t                     *origins; /* of ngx_str_t */
    ngx_smartstack_rate_t            rates[NGX_HTTP_SMARTSTACK_NLIMITS];

    ngx_resolver_t                  *resolver;
    ngx_msec_t                       resolver_timeout;

    ngx_flag_t                       jobs;    /* this instance runs them */
    ngx_smartstack_jobs_t           *runner;
    ngx_array_t                     *egress;  /* ngx_smartstack_egress_t */
    ngx_smartstack_fetch_t          *fetch;   /* or NULL: nobody is called */
    ngx_array_t                     *providers; /* provider_conf_t, or NULL */
    ngx_smartstack_provider_t       *provider;  /* as many, in the worker */
    ngx_str_t                        provider_list; /* as JSON */
    ngx_smartstack_mail_conf_t      *mail;    /* or NULL: none is sent */
    ngx_smartstack_sender_t         *sender;

    /* what opens a batch, by its caller; a key's is apart */

    ngx_smartstack_statement_t      *begin[NGX_SMARTSTACK_NCALLERS];
    ngx_smartstack_statement_t      *begin_key;
    ngx_smartstack_statement_t      *begin_idempotent;
    ngx_smartstack_statement_t      *replay_idempotent;
    ngx_smartstack_statement_t      *check_deployment;

    ngx_uint_t                       required; /* some location needs us */
    ngx_flag_t                       allow_debug;
} ngx_http_smartstack_main_conf_t;


#define NGX_HTTP_SMARTSTACK_ALL       0
#define NGX_HTTP_SMARTSTACK_READ      1

#define NGX_HTTP_SMARTSTACK_NOBODY    0
#define NGX_HTTP_SMARTSTACK_TOKEN     1
#define NGX_HTTP_SMARTSTACK_USER      2


typedef struct {
    ngx_uint_t                       operations; /* ALL or READ */
    size_t                           body_max;
    ngx_uint_t                       require;    /* NOBODY, TOKEN, USER */
    ngx_flag_t                       headers;
    ngx_flag_t                       https;
    ngx_http_complex_value_t        *content_policy;
    ngx_str_t                        referrer_policy;
} ngx_http_smartstack_loc_conf_t;


/* Request headers that we read, found in one walk over the list. */
typedef struct {
    ngx_table_elt_t                 *authorization;
    ngx_table_elt_t                 *workspace;
    ngx_table_elt_t                 *link;
    ngx_table_elt_t                 *idempotency_key;
    ngx_table_elt_t                 *request_id;
    ngx_table_elt_t                 *traceparent;
    ngx_table_elt_t                 *fetch_site;
    ngx_table_elt_t                 *origin;
    ngx_table_elt_t                 *content_encoding;
    ngx_str_t                       *twice;      /* name of a repeated one */
    unsigned                         many_traces:1;
} ngx_http_smartstack_headers_t;


/* How a caller shows who he is. */
typedef enum {
    NGX_HTTP_SMARTSTACK_ANONYMOUS = 0,
    NGX_HTTP_SMARTSTACK_SESSION,    /* __Host-ss_at */
    NGX_HTTP_SMARTSTACK_GUEST,      /* __Host-ss_gs and SmartStack-Link */
    NGX_HTTP_SMARTSTACK_KEY         /* Authorization: Bearer */
} ngx_http_smartstack_credential_e;


/* RFC 9457; status 0: none attached. */
typedef struct {
    ngx_uint_t                       status;
    ngx_str_t                        code;
    ngx_str_t                        detail;
    ngx_uint_t                       allow;      /* methods, for 405 */
    unsigned                         has_allow:1; /* also when it is none */
    ngx_uint_t                       retry_after; /* s, for 429 and 503 */
    ngx_chain_t                     *current;    /* row, for 412 */
} ngx_http_smartstack_problem_t;


struct ngx_http_smartstack_ctx_s {
    ngx_http_request_t              *request;
    ngx_http_smartstack_main_conf_t *conf;

    ngx_smartstack_operation_t      *operation;
    ngx_smartstack_match_t           match;
    ngx_http_smartstack_headers_t    headers;
    ngx_smartstack_claims_t          claims;
    ngx_str_t                       *values;     /* of operation->query */
    json_t                          *body;
    ngx_str_t                        body_text;

    ngx_str_t                        request_id;
    ngx_str_t                        traceparent; /* ours; has both ids */
    ngx_str_t                        trace_id;
    ngx_str_t                        span_id;
    ngx_http_smartstack_credential_e credential;
    ngx_str_t                        digest;     /* of a key or a guest's
                                                    session, as bytea */
    ngx_str_t                        workspace;  /* canonical UUID or empty */
    ngx_str_t                        link;       /* so too */
    ngx_str_t                        role;       /* as begin_request said */
    int                              if_rev;     /* of if_revs, or 0 */
    int                              if_revs[NGX_SMARTSTACK_ETAG_MAX];
    ngx_uint_t                       nif_revs;
    ngx_uint_t                       limit;

    ngx_smartstack_sql_list_t        list;
    ngx_smartstack_statement_t      *statement;
    ngx_smartstack_statement_t      *counter;    /* or NULL */
    ngx_smartstack_sql_count_e       count;
    ngx_int_t                        total;      /* what was counted */
    ngx_str_t                        cursor[NGX_SMARTSTACK_SQL_MAX_KEYS];

    ngx_smartstack_op_t             *op;         /* under way, or NULL */
    union {
        ngx_http_smartstack_batch_pt batch;
        ngx_http_smartstack_hash_pt  hash;
        ngx_http_smartstack_op_pt    op;
    } next;

    ngx_http_smartstack_problem_t    problem;
    ngx_array_t                     *faults;     /* ngx_smartstack_fault_t */
    ngx_str_t                        sqlstate;

    ngx_smartstack_rate_t           *limit_rate; /* the tightest, or NULL */
    ngx_uint_t                       limit_remaining;
    ngx_uint_t                       limit_reset; /* s */

    uint64_t                         started;    /* monotonic, microseconds */
    int64_t                          db_took;
    int64_t                          db_waited;

    void                            *data;       /* the handler's own */

    unsigned                         authenticated:1; /* claims.user is
                                                          known */
    unsigned                         begun:1;     /* a batch proves who asks */
    unsigned                         known:1;     /* one has proved it */
    unsigned                         has_if_rev:1;
    unsigned                         if_rev_again:1; /* another one runs */
    unsigned                         idempotent:1;  /* carries a key */
    unsigned                         replied:1;
    unsigned                         counted:1;
    unsigned                         admitted:2;  /* what smartstack_require
                                                     has proved */
};


/* An argument of a handler's statement; value NULL is SQL NULL. */
typedef struct {
    const char                      *name;
    ngx_str_t                       *value;
} ngx_http_smartstack_arg_t;


extern ngx_module_t  ngx_http_smartstack_module;


/* request: the content handler, its context, and its one end */
ngx_int_t ngx_http_smartstack_handler(ngx_http_request_t *r);
ngx_http_smartstack_ctx_t *ngx_http_smartstack_context(ngx_http_request_t *r);
ngx_http_smartstack_ctx_t *ngx_http_smartstack_new_context(
    ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_operate(ngx_http_smartstack_ctx_t *ctx);
void ngx_http_smartstack_end(ngx_http_smartstack_ctx_t *ctx, ngx_int_t rc);

/* admit: method, route, CSRF */
ngx_int_t ngx_http_smartstack_admit(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_match(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_cookie(ngx_http_request_t *r, ngx_str_t *name,
    ngx_str_t *value);

/* caller: what he shows, his workspace or link, and where he sits */
ngx_smartstack_caller_e ngx_http_smartstack_caller(
    ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_who(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_session(ngx_http_smartstack_ctx_t *ctx);
void ngx_http_smartstack_client_ip(ngx_http_request_t *r,
    ngx_str_t *ip);                 /* 4 or 16 bytes; or none; not copied */
ngx_int_t ngx_http_smartstack_network(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *network);            /* "203.0.113.0/24" */
ngx_int_t ngx_http_smartstack_address(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *address);            /* "203.0.113.7"; empty: has none */
void ngx_http_smartstack_agent(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *agent);              /* whole characters in 255 bytes; or
                                       none: it is no UTF-8; not copied */

/* limit: how often he may ask */
ngx_int_t ngx_http_smartstack_limit(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_limit_stranger(ngx_http_smartstack_ctx_t *ctx);
void ngx_http_smartstack_limit_known(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_limit_headers(ngx_http_smartstack_ctx_t *ctx);

/* key: whose an API key is, remembered a worker */
ngx_int_t ngx_http_smartstack_known_key(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_find_key(ngx_http_smartstack_ctx_t *ctx);

/* input: what path, query and headers say */
ngx_int_t ngx_http_smartstack_read_headers(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_read_query(ngx_http_smartstack_ctx_t *ctx);

/* list: order, page and filters of a list */
ngx_int_t ngx_http_smartstack_list(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_cursor_scope(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *scope);

/* body: media type, size, JSON, schema */
ngx_int_t ngx_http_smartstack_check_body(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_parse_body(ngx_http_smartstack_ctx_t *ctx);

/* bind: the values of a statement, made in the batch's pool */
ngx_int_t ngx_http_smartstack_bind(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch, ngx_smartstack_statement_t *statement,
    ngx_http_smartstack_arg_t *args);

/* run: one batch, and what its status means */
ngx_int_t ngx_http_smartstack_run(ngx_http_smartstack_ctx_t *ctx);
ngx_smartstack_pg_batch_t *ngx_http_smartstack_batch(
    ngx_http_smartstack_ctx_t *ctx, const char *pool,
    ngx_http_smartstack_batch_pt next);
ngx_int_t ngx_http_smartstack_submit(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
ngx_int_t ngx_http_smartstack_query(ngx_http_smartstack_ctx_t *ctx,
    const char *pool, const char *name, ngx_http_smartstack_arg_t *args,
    ngx_uint_t write, ngx_http_smartstack_batch_pt next);
ngx_int_t ngx_http_smartstack_begin_query(ngx_http_smartstack_ctx_t *ctx,
    const char *pool, const char *name, ngx_http_smartstack_arg_t *args,
    ngx_uint_t write, ngx_http_smartstack_batch_pt next);
ngx_int_t ngx_http_smartstack_hash(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash, ngx_http_smartstack_hash_pt next);
void ngx_http_smartstack_await(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_op_t *op, ngx_http_smartstack_op_pt next);
ngx_int_t ngx_http_smartstack_batch_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
ngx_int_t ngx_http_smartstack_begin(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);

/* reply: success */
ngx_smartstack_rows_t *ngx_http_smartstack_rows(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_statement_t *statement,
    PGresult *res);
ngx_int_t ngx_http_smartstack_reply_one(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_statement_t *statement, PGresult *res);
ngx_int_t ngx_http_smartstack_reply_list(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_statement_t *statement, PGresult *res);
ngx_int_t ngx_http_smartstack_reply_stored(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res);
ngx_int_t ngx_http_smartstack_reply_none(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_send(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t status, ngx_str_t *type, ngx_chain_t *out, off_t size);
ngx_int_t ngx_http_smartstack_add_header(ngx_http_request_t *r,
    const char *name, size_t name_len, ngx_str_t *value);
#define ngx_http_smartstack_header(r, name, value)                            \
    ngx_http_smartstack_add_header(r, name, sizeof(name) - 1, value)
ngx_int_t ngx_http_smartstack_etag(ngx_http_request_t *r, ngx_str_t *etag);

/* problem: everything that is not success */
ngx_int_t ngx_http_smartstack_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t status, const char *code, const char *detail);
ngx_int_t ngx_http_smartstack_fault(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t status, ngx_str_t *pointer, const char *code,
    const char *detail);
ngx_int_t ngx_http_smartstack_faults(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t status);
ngx_array_t *ngx_http_smartstack_fault_list(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_send_problem(ngx_http_smartstack_ctx_t *ctx);
ngx_int_t ngx_http_smartstack_error_handler(ngx_http_request_t *r);

/* https: what came in the clear is sent on or refused */
ngx_int_t ngx_http_smartstack_https_handler(ngx_http_request_t *r);
ngx_uint_t ngx_http_smartstack_is_https(ngx_http_request_t *r);

/* the rest of the floor */
ngx_int_t ngx_http_smartstack_require_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_livez_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_readyz_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_version_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_metrics_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_openapi_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_smartstack_add_variables(ngx_conf_t *cf);
void ngx_http_smartstack_filter_init(void);

/* providers: what smartstack_oidc says, as a whole */
ngx_int_t ngx_http_smartstack_providers_check(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);

/* background: what works without a request, in one worker of the instance */
ngx_int_t ngx_http_smartstack_background_check(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
ngx_int_t ngx_http_smartstack_background_start(ngx_cycle_t *cycle,
    ngx_http_smartstack_main_conf_t *smcf);
void ngx_http_smartstack_background_stop(
    ngx_http_smartstack_main_conf_t *smcf);

ngx_int_t ngx_http_smartstack_check_log(
    ngx_http_smartstack_main_conf_t *smcf, ngx_log_t *log, ngx_log_t *to);
void *ngx_http_smartstack_create_main_conf(ngx_conf_t *cf);
char *ngx_http_smartstack_init_main_conf(ngx_conf_t *cf, void *conf);
void *ngx_http_smartstack_create_loc_conf(ngx_conf_t *cf);
char *ngx_http_smartstack_merge_loc_conf(ngx_conf_t *cf, void *parent,
    void *child);
extern ngx_command_t  ngx_http_smartstack_commands[];

/* The named handlers (ngx_http_smartstack_module.c); ends with an empty name */
extern ngx_http_smartstack_api_t  ngx_http_smartstack_apis[];

uint64_t ngx_http_smartstack_now(void);


#endif /* _NGX_HTTP_SMARTSTACK_H_INCLUDED_ */
