
/* x-smartstack: who may call an operation, and as whom it asks the database. */


#include <ngx_smartstack_contract_compile.h>


#define NGX_SMARTSTACK_LINK_ALL                                               \
    (NGX_SMARTSTACK_LINK_VIEW|NGX_SMARTSTACK_LINK_COMMENT                     \
     |NGX_SMARTSTACK_LINK_UPLOAD|NGX_SMARTSTACK_LINK_EDIT)


/* A permission of a link stands for itself and all that are wider. */

static struct {
    const char               *name;
    ngx_smartstack_caller_e   caller;
    ngx_uint_t                role;
} ngx_smartstack_contract_role_names[] = {
    { "public", NGX_SMARTSTACK_CALLER_PUBLIC, 0 },
    { "user", NGX_SMARTSTACK_CALLER_USER, 0 },
    { "owner", NGX_SMARTSTACK_CALLER_MEMBER, NGX_SMARTSTACK_ROLE_OWNER },
    { "member", NGX_SMARTSTACK_CALLER_MEMBER, NGX_SMARTSTACK_ROLE_MEMBER },
    { "support", NGX_SMARTSTACK_CALLER_MEMBER,
      NGX_SMARTSTACK_ROLE_SUPPORT },
    { "link:view", NGX_SMARTSTACK_CALLER_LINK, NGX_SMARTSTACK_LINK_ALL },
    { "link:comment", NGX_SMARTSTACK_CALLER_LINK,
      NGX_SMARTSTACK_LINK_ALL & ~NGX_SMARTSTACK_LINK_VIEW },
    { "link:upload", NGX_SMARTSTACK_CALLER_LINK,
      NGX_SMARTSTACK_LINK_UPLOAD|NGX_SMARTSTACK_LINK_EDIT },
    { "link:edit", NGX_SMARTSTACK_CALLER_LINK, NGX_SMARTSTACK_LINK_EDIT },
    { "admin", NGX_SMARTSTACK_CALLER_ADMIN, 0 },
    { NULL, NGX_SMARTSTACK_CALLER_PUBLIC, 0 }
};


/* The pool of each kind of caller: its login role is the second wall. */

static ngx_str_t  ngx_smartstack_contract_pools[NGX_SMARTSTACK_NCALLERS] = {
    ngx_string("auth"),
    ngx_string("member"),
    ngx_string("member"),
    ngx_string("guest"),
    ngx_string("admin")
};


ngx_int_t
ngx_smartstack_contract_roles(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    size_t       i, n;
    ngx_uint_t   r;
    const char  *role;

    n = json_array_size(value);

    for (i = 0; i < n; i++) {
        role = json_string_value(json_array_get(value, i));

        for (r = 0; ngx_smartstack_contract_role_names[r].name; r++) {
            if (role && ngx_strcmp(ngx_smartstack_contract_role_names[r].name,
                                   role)
                        == 0)
            {
                break;
            }
        }

        if (ngx_smartstack_contract_role_names[r].name == NULL) {
            return ngx_smartstack_contract_error(cs, pointer,
                         "a role is public, user, owner, member, support, "
                         "link:view, link:comment, link:upload, link:edit or "
                         "admin");
        }

        if (i && b->op->caller
                 != ngx_smartstack_contract_role_names[r].caller)
        {
            n = 0;
            break;
        }

        b->op->caller = ngx_smartstack_contract_role_names[r].caller;
        b->op->roles |= ngx_smartstack_contract_role_names[r].role;
    }

    if (n == 0 || (n > 1 && b->op->caller != NGX_SMARTSTACK_CALLER_MEMBER)) {
        return ngx_smartstack_contract_error(cs, pointer,
                             "an operation has one kind of caller: one role, "
                             "or owner, member and support");
    }

    b->roles = 1;

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_contract_pool(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    ngx_uint_t   i;
    const char  *text;

    text = json_string_value(value);

    for (i = 0; text && i < NGX_SMARTSTACK_NCALLERS; i++) {
        if (ngx_smartstack_contract_is(&ngx_smartstack_contract_pools[i],
                                       text))
        {
            b->op->pool = ngx_smartstack_contract_pools[i];
            return NGX_OK;
        }
    }

    return ngx_smartstack_contract_error(cs, pointer,
                                    "must be auth, member, guest or admin");
}


/* "tasks:read": what an API key must hold to come in here. */

ngx_int_t
ngx_smartstack_contract_scope(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char  *p, *text, *colon;

    text = json_string_value(value);
    colon = text ? strchr(text, ':') : NULL;

    for (p = text; colon && *p; p++) {
        if (!((*p >= 'a' && *p <= 'z') || *p == '_' || p == colon)) {
            break;
        }
    }

    if (colon == NULL || *p || colon == text || colon[1] == '\0') {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "must look like \"tasks:read\"");
    }

    return ngx_smartstack_contract_copy(cs->cc.pool, &b->op->scope, text);
}


ngx_int_t
ngx_smartstack_contract_bucket(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer)
{
    const char  *text;

    text = json_string_value(value);

    if (text && ngx_strcmp(text, "mail") == 0) {
        b->op->limit = NGX_SMARTSTACK_LIMIT_MAIL;

    } else if (text && ngx_strcmp(text, "login") == 0) {
        b->op->limit = NGX_SMARTSTACK_LIMIT_LOGIN;

    } else if (text && ngx_strcmp(text, "open") == 0) {
        b->op->limit = NGX_SMARTSTACK_LIMIT_OPEN;

    } else {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "must be mail, login or open");
    }

    return NGX_OK;
}


/* What the members of x-smartstack say together; sets the usual pool. */

ngx_int_t
ngx_smartstack_contract_caller(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *pointer)
{
    ngx_str_t                   *pool;
    ngx_smartstack_operation_t  *op;

    op = b->op;

    if (!b->roles) {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "roles are missing");
    }

    if (op->caller == NGX_SMARTSTACK_CALLER_MEMBER
        && (op->roles & NGX_SMARTSTACK_ROLE_SUPPORT) && op->write)
    {
        return ngx_smartstack_contract_error(cs, pointer,
                                             "support only reads");
    }

    if (op->scope.len && op->caller != NGX_SMARTSTACK_CALLER_MEMBER) {
        return ngx_smartstack_contract_error(cs, pointer,
                                     "a scope needs roles of a workspace");
    }

    pool = &ngx_smartstack_contract_pools[op->caller];

    if (op->pool.len == 0) {
        op->pool = *pool;
    }

    /*
     * A query runs as the role of its caller.  People who are signed in may
     * also ask for what is theirs in schema auth.
     */

    if (op->sql == NULL
        || ngx_smartstack_contract_same(&op->pool, pool)
        || (op->caller == NGX_SMARTSTACK_CALLER_USER
            && ngx_smartstack_contract_is(&op->pool, "auth")))
    {
        return NGX_OK;
    }

    return ngx_smartstack_contract_error(cs, pointer,
                                 "queries of this caller run in pool \"%V\"",
                                 pool);
}
