
/* The directives: everything that can be checked is checked at nginx -t. */


#include <ngx_http_smartstack_directive.h>


static char *ngx_http_smartstack_compile(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_bind_handlers(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
static void ngx_http_smartstack_bind_statements(
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_check_pools(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_count_operations(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);


static ngx_conf_enum_t  ngx_http_smartstack_operations[] = {
    { ngx_string("all"), NGX_HTTP_SMARTSTACK_ALL },
    { ngx_string("read"), NGX_HTTP_SMARTSTACK_READ },
    { ngx_null_string, 0 }
};


static ngx_conf_enum_t  ngx_http_smartstack_requires[] = {
    { ngx_string("off"), NGX_HTTP_SMARTSTACK_NOBODY },
    { ngx_string("token"), NGX_HTTP_SMARTSTACK_TOKEN },
    { ngx_string("user"), NGX_HTTP_SMARTSTACK_USER },
    { ngx_null_string, 0 }
};


ngx_command_t  ngx_http_smartstack_commands[] = {

    { ngx_string("smartstack_contract"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, contract_file),
      NULL },

    { ngx_string("smartstack_sql"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, sql_dir),
      NULL },

    { ngx_string("smartstack_postgres"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_2MORE,
      ngx_http_smartstack_postgres,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_secrets"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_smartstack_secrets,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_zone"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_smartstack_zone,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_hash"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE123,
      ngx_http_smartstack_hash_threads,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_limit"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE23,
      ngx_http_smartstack_rate,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_origin"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_smartstack_origin,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_jobs"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_FLAG,
      ngx_conf_set_flag_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, jobs),
      NULL },

    { ngx_string("smartstack_oidc"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_BLOCK|NGX_CONF_TAKE1,
      ngx_http_smartstack_oidc,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_egress"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_1MORE,
      ngx_http_smartstack_egress,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_mail"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_2MORE,
      ngx_http_smartstack_mail,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("smartstack_allow_debug"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_FLAG,
      ngx_conf_set_flag_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_smartstack_main_conf_t, allow_debug),
      NULL },

    { ngx_string("smartstack_operations"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, operations),
      &ngx_http_smartstack_operations },

    { ngx_string("smartstack_body_max"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_size_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, body_max),
      NULL },

    { ngx_string("smartstack_require"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, require),
      &ngx_http_smartstack_requires },

    { ngx_string("smartstack_headers"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_FLAG,
      ngx_conf_set_flag_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, headers),
      NULL },

    { ngx_string("smartstack_https"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_FLAG,
      ngx_conf_set_flag_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, https),
      NULL },

    { ngx_string("smartstack_content_policy"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, content_policy),
      NULL },

    { ngx_string("smartstack_referrer_policy"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_str_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_smartstack_loc_conf_t, referrer_policy),
      NULL },

    { ngx_string("smartstack_api"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_handler },

    { ngx_string("smartstack_error"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_error_handler },

    { ngx_string("smartstack_openapi"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_openapi_handler },

    { ngx_string("smartstack_livez"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_livez_handler },

    { ngx_string("smartstack_readyz"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_readyz_handler },

    { ngx_string("smartstack_version"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_version_handler },

    { ngx_string("smartstack_metrics"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_smartstack_content,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      ngx_http_smartstack_metrics_handler },

      ngx_null_command
};


void *
ngx_http_smartstack_create_main_conf(ngx_conf_t *cf)
{
    ngx_http_smartstack_main_conf_t  *smcf;

    smcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_smartstack_main_conf_t));
    if (smcf == NULL) {
        return NULL;
    }

    if (ngx_array_init(&smcf->pools, cf->pool, 2,
                       sizeof(ngx_smartstack_pg_conf_t))
        != NGX_OK)
    {
        return NULL;
    }

    smcf->allow_debug = NGX_CONF_UNSET;
    smcf->hash.memory = 19456;
    smcf->hash.time = 2;
    smcf->jobs = NGX_CONF_UNSET;

    return smcf;
}


char *
ngx_http_smartstack_init_main_conf(ngx_conf_t *cf, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_http_core_loc_conf_t  *clcf;

    ngx_conf_init_value(smcf->allow_debug, 0);

    if (!smcf->required) {
        return NGX_CONF_OK;
    }

    if (smcf->contract_file.len == 0) {
        return "requires \"smartstack_contract\"";
    }

    if (smcf->sql_dir.len == 0) {
        return "requires \"smartstack_sql\"";
    }

    if (smcf->keyring == NULL) {
        return "requires \"smartstack_secrets\"";
    }

    if (smcf->zone == NULL) {
        return "requires \"smartstack_zone\"";
    }

    if (smcf->hash_pool == NULL) {
        return "requires \"smartstack_hash\"";
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);
    smcf->resolver = clcf->resolver;
    smcf->resolver_timeout = clcf->resolver_timeout;

    if (smcf->resolver_timeout == NGX_CONF_UNSET_MSEC) {
        smcf->resolver_timeout = 5000;
    }

    return ngx_http_smartstack_compile(cf, smcf);
}


static char *
ngx_http_smartstack_compile(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t                      text, error;
    ngx_uint_t                     i, n;
    ngx_pool_t                    *pool;
    ngx_smartstack_handler_name_t *names;

    static ngx_str_t  base = ngx_string(NGX_HTTP_SMARTSTACK_BASE);

    if (ngx_conf_full_name(cf->cycle, &smcf->contract_file, 1) != NGX_OK
        || ngx_conf_full_name(cf->cycle, &smcf->sql_dir, 1) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    for (n = 0; ngx_http_smartstack_apis[n].name.len; n++) { /* void */ }

    names = ngx_pcalloc(cf->pool,
                        (n + 1) * sizeof(ngx_smartstack_handler_name_t));
    if (names == NULL) {
        return NGX_CONF_ERROR;
    }

    for (i = 0; i < n; i++) {
        names[i].name = ngx_http_smartstack_apis[i].name;
        names[i].sql = ngx_http_smartstack_apis[i].sql;
    }

    pool = ngx_create_pool(16384, cf->log);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    if (ngx_http_smartstack_read_file(cf, &smcf->contract_file, pool, &text)
        != NGX_OK)
    {
        ngx_destroy_pool(pool);
        return NGX_CONF_ERROR;
    }

    smcf->contract = ngx_smartstack_contract_compile(cf->pool, &text,
                                      &smcf->sql_dir, &base, names, &error);
    ngx_destroy_pool(pool);

    if (smcf->contract == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0, "contract \"%V\": %V",
                      &smcf->contract_file, &error);
        return NGX_CONF_ERROR;
    }

    if (ngx_http_smartstack_bind_handlers(cf, smcf) != NGX_OK
        || ngx_http_smartstack_check_pools(cf, smcf) != NGX_OK
        || ngx_http_smartstack_background_check(cf, smcf) != NGX_OK
        || ngx_http_smartstack_providers_check(cf, smcf) != NGX_OK
        || ngx_http_smartstack_count_operations(cf, smcf) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    ngx_http_smartstack_bind_statements(smcf);

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_bind_handlers(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t                    i;
    ngx_http_smartstack_api_t    *api;
    ngx_smartstack_operation_t  **op;

    op = smcf->contract->operations.elts;

    for (i = 0; i < smcf->contract->operations.nelts; i++) {

        if (op[i]->sql != NULL) {
            continue;
        }

        for (api = ngx_http_smartstack_apis; api->name.len; api++) {
            if (api->handler != NULL
                && api->name.len == op[i]->handler.len
                && ngx_strncmp(api->name.data, op[i]->handler.data,
                               api->name.len)
                   == 0)
            {
                op[i]->handler_data = (void *) api->handler;
                break;
            }
        }

        if (op[i]->handler_data == NULL) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "operation \"%V\": \"%V\" cannot serve a request",
                          &op[i]->id, &op[i]->handler);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* The statements of the engine itself. */

static void
ngx_http_smartstack_bind_statements(ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t  i;

    struct {
        const char                   *name;
        ngx_smartstack_statement_t  **statement;
    } own[] = {
        { "request/begin_public", &smcf->begin[NGX_SMARTSTACK_CALLER_PUBLIC] },
        { "request/begin", &smcf->begin[NGX_SMARTSTACK_CALLER_USER] },
        { "request/begin", &smcf->begin[NGX_SMARTSTACK_CALLER_MEMBER] },
        { "request/begin_guest", &smcf->begin[NGX_SMARTSTACK_CALLER_LINK] },
        { "request/begin_admin", &smcf->begin[NGX_SMARTSTACK_CALLER_ADMIN] },
        { "request/begin_key", &smcf->begin_key },
        { "request/begin_idempotent", &smcf->begin_idempotent },
        { "request/replay_idempotent", &smcf->replay_idempotent },
        { "request/check_deployment", &smcf->check_deployment },
        { NULL, NULL }
    };

    for (i = 0; own[i].name; i++) {
        *own[i].statement = ngx_smartstack_contract_statement(smcf->contract,
                                                              own[i].name);
    }
}


static ngx_int_t
ngx_http_smartstack_check_pools(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t                     error;
    ngx_uint_t                    i, n;
    ngx_smartstack_pg_conf_t     *pool;
    ngx_smartstack_operation_t  **op;

    op = smcf->contract->operations.elts;
    pool = smcf->pools.elts;

    for (n = 0; n < smcf->pools.nelts; n++) {
        if (ngx_smartstack_pg_check(cf->pool, &pool[n], smcf->resolver,
                                    &error)
            != NGX_OK)
        {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "\"smartstack_postgres %V\": %V", &pool[n].name,
                          &error);
            return NGX_ERROR;
        }
    }

    for (i = 0; i < smcf->contract->operations.nelts; i++) {

        for (n = 0; n < smcf->pools.nelts; n++) {
            if (pool[n].name.len == op[i]->pool.len
                && ngx_strncmp(pool[n].name.data, op[i]->pool.data,
                               pool[n].name.len)
                   == 0)
            {
                break;
            }
        }

        if (n == smcf->pools.nelts) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "operation \"%V\" needs \"smartstack_postgres %V\"",
                          &op[i]->id, &op[i]->pool);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* The zone keeps counters for each operation, by its name. */

static ngx_int_t
ngx_http_smartstack_count_operations(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t                    *names;
    ngx_uint_t                    i, n;
    ngx_smartstack_operation_t  **op;

    op = smcf->contract->operations.elts;
    n = smcf->contract->operations.nelts;

    names = ngx_palloc(cf->pool, n * sizeof(ngx_str_t));
    if (names == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < n; i++) {
        names[op[i]->index] = op[i]->id;
    }

    ngx_smartstack_zone_operations(smcf->zone, names, n);

    return NGX_OK;
}


void *
ngx_http_smartstack_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_smartstack_loc_conf_t  *slcf;

    slcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_smartstack_loc_conf_t));
    if (slcf == NULL) {
        return NULL;
    }

    slcf->operations = NGX_CONF_UNSET_UINT;
    slcf->body_max = NGX_CONF_UNSET_SIZE;
    slcf->require = NGX_CONF_UNSET_UINT;
    slcf->headers = NGX_CONF_UNSET;
    slcf->https = NGX_CONF_UNSET;
    slcf->content_policy = NGX_CONF_UNSET_PTR;

    return slcf;
}


char *
ngx_http_smartstack_merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_smartstack_loc_conf_t *prev = parent;
    ngx_http_smartstack_loc_conf_t *conf = child;

    ngx_http_core_loc_conf_t         *clcf;
    ngx_http_smartstack_main_conf_t  *smcf;

    ngx_conf_merge_uint_value(conf->operations, prev->operations,
                              NGX_HTTP_SMARTSTACK_ALL);
    ngx_conf_merge_size_value(conf->body_max, prev->body_max, 256 * 1024);
    ngx_conf_merge_uint_value(conf->require, prev->require,
                              NGX_HTTP_SMARTSTACK_NOBODY);
    ngx_conf_merge_value(conf->headers, prev->headers, 0);
    ngx_conf_merge_value(conf->https, prev->https, 0);
    ngx_conf_merge_ptr_value(conf->content_policy, prev->content_policy,
                             NULL);
    ngx_conf_merge_str_value(conf->referrer_policy, prev->referrer_policy,
                             "strict-origin-when-cross-origin");

    smcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_smartstack_module);

    if (conf->require && !smcf->required) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"smartstack_require\" needs a \"smartstack_api\" "
                      "location in the same configuration");
        return NGX_CONF_ERROR;
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (smcf->required
        && ngx_http_smartstack_check_log(smcf, clcf->error_log, cf->log)
           != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    /* A JSON body never goes through a file: one buffer takes all of it. */

    if (clcf->handler == ngx_http_smartstack_handler
        && clcf->client_body_buffer_size < conf->body_max)
    {
        clcf->client_body_buffer_size = conf->body_max;
    }

    return NGX_CONF_OK;
}


/*
 * At level info nginx writes header lines that it does not take, an API key
 * sent twice among them; at level debug all headers and bodies.
 */

ngx_int_t
ngx_http_smartstack_check_log(ngx_http_smartstack_main_conf_t *smcf,
    ngx_log_t *log, ngx_log_t *to)
{
    for ( /* void */ ; log && !smcf->allow_debug; log = log->next) {

        if (log->log_level > NGX_LOG_NOTICE) {
            ngx_log_error(NGX_LOG_EMERG, to, 0,
                          "an \"error_log\" at level info or debug would "
                          "hold keys, cookies and passwords; "
                          "\"smartstack_allow_debug on\" allows it");
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}
