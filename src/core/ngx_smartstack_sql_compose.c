
/*
 * Statements put together from the pieces of a file: a list for the filters,
 * order and page that are asked for, and the idempotent form of a write.
 */


#include <ngx_smartstack_sql_lex.h>


static u_char *ngx_smartstack_sql_condition(ngx_pool_t *pool, u_char *p,
    ngx_str_t *condition, ngx_uint_t n);
static u_char *ngx_smartstack_sql_page(u_char *p,
    ngx_smartstack_sql_sort_t *sort, ngx_smartstack_sql_list_t *list);
static size_t ngx_smartstack_sql_list_size(ngx_smartstack_sql_t *sql,
    ngx_smartstack_sql_list_t *list);
static ngx_int_t ngx_smartstack_sql_answer(ngx_pool_t *pool, ngx_uint_t list,
    ngx_array_t *secrets, ngx_str_t *answer);


ngx_int_t
ngx_smartstack_sql_outline(ngx_pool_t *pool, ngx_str_t *source,
    ngx_uint_t first_line, ngx_smartstack_sql_outline_t *outline)
{
    ngx_uint_t                   i, first;
    ngx_smartstack_sql_lexer_t   lexer;
    ngx_smartstack_sql_token_t   token;

    static const char  *verbs[] = {
        "select", "insert", "update", "delete", NULL
    };

    static const char  *anywhere[] = {
        "union", "intersect", "except", NULL
    };

    static const char  *behind[] = {
        "group", "having", "window", "order", "limit", "offset", "fetch",
        "for", NULL
    };

    ngx_memzero(outline, sizeof(ngx_smartstack_sql_outline_t));
    ngx_smartstack_sql_lexer(&lexer, pool, source, first_line);

    first = 0;

    for ( ;; ) {

        if (ngx_smartstack_sql_next_word(&lexer, &token) != NGX_OK) {
            return NGX_ERROR;
        }

        if (token.kind == NGX_SMARTSTACK_SQL_END) {
            return NGX_OK;
        }

        if (token.depth || token.kind != NGX_SMARTSTACK_SQL_WORD) {
            first = 0;
            continue;
        }

        if (outline->body == NULL) {

            for (i = 0; verbs[i]; i++) {
                if (ngx_smartstack_sql_is(&token, verbs[i])) {
                    outline->verb = token.text;
                    outline->body = token.text.data;
                    outline->with.data = source->data;
                    outline->with.len = outline->body - source->data;
                    first = 1;
                }
            }

            continue;
        }

        if (first && ngx_smartstack_sql_is(&token, "distinct")) {
            outline->distinct = 1;
        }

        first = 0;

        if (ngx_smartstack_sql_is(&token, "returning")) {
            outline->returning = 1;
        }

        if (ngx_smartstack_sql_is(&token, "where") && !outline->where) {
            outline->where = token.text.data + token.text.len;
        }

        for (i = 0; anywhere[i] && outline->clause.len == 0; i++) {
            if (ngx_smartstack_sql_is(&token, anywhere[i])) {
                outline->clause = token.text;
                outline->clause_line = token.line;
            }
        }

        for (i = 0; behind[i] && outline->where && outline->clause.len == 0;
             i++)
        {
            if (ngx_smartstack_sql_is(&token, behind[i])) {
                outline->clause = token.text;
                outline->clause_line = token.line;
            }
        }
    }
}


ngx_int_t
ngx_smartstack_sql_compose(ngx_pool_t *pool, ngx_smartstack_sql_t *sql,
    ngx_smartstack_sql_list_t *list, ngx_smartstack_sql_text_t *out,
    ngx_uint_t *line, ngx_str_t *error)
{
    u_char                        *p, *end;
    ngx_str_t                      source;
    ngx_uint_t                     i;
    ngx_smartstack_sql_sort_t     *sort;
    ngx_smartstack_sql_filter_t   *filter;
    ngx_smartstack_sql_outline_t   outline;

    if (ngx_smartstack_sql_outline(pool, &sql->main, sql->main_line, &outline)
        != NGX_OK
        || outline.where == NULL || list->sort >= sql->sorts.nelts)
    {
        *line = sql->main_line;
        return ngx_smartstack_sql_error(pool, error, "not a list with sorts");
    }

    sort = sql->sorts.elts;
    sort += list->sort;
    filter = sql->filters.elts;

    p = ngx_pnalloc(pool, ngx_smartstack_sql_list_size(sql, list));
    if (p == NULL) {
        return NGX_ERROR;
    }

    source.data = p;
    end = sql->main.data + sql->main.len;

    /*
     * The select list, led by the keys of the order.  Whoever counts keeps it
     * as it is: PostgreSQL drops the columns that nobody reads.
     */

    if (list->count) {
        p = ngx_sprintf(p, "select count(*)::text from (");
    }

    p = ngx_cpymem(p, sql->main.data,
                   outline.verb.data + outline.verb.len - sql->main.data);

    for (i = 0; i < sort->nkeys && !list->count; i++) {
        p = ngx_sprintf(p, " (%V)::%V as \"~%ui\",", &sort->expr[i],
                        &sort->type[i], i);
    }

    p = ngx_cpymem(p, outline.verb.data + outline.verb.len,
                   outline.where - outline.verb.data - outline.verb.len);

    /* the condition: the file's own, and the filters */

    p = ngx_cpymem(p, " (", 2);
    p = ngx_cpymem(p, outline.where, end - outline.where);
    *p++ = ')';

    for (i = 0; i < sql->filters.nelts; i++) {

        if (list->filters & ((uint32_t) 1 << i)) {
            p = ngx_cpymem(p, " and (", 6);
            p = ngx_smartstack_sql_condition(pool, p, &filter[i].condition,
                                             i);
            *p++ = ')';
        }
    }

    if (list->count == NGX_SMARTSTACK_SQL_COUNT_ESTIMATE) {
        p = ngx_sprintf(p, " limit %d", NGX_SMARTSTACK_SQL_ESTIMATE + 1);
    }

    p = list->count ? ngx_sprintf(p, ") as ss_counted")
                    : ngx_smartstack_sql_page(p, sort, list);

    source.len = p - source.data;

    return ngx_smartstack_sql_number(pool, &source, sql->main_line, out, line,
                                     error);
}


/* Where the page begins, its order and its length. */

static u_char *
ngx_smartstack_sql_page(u_char *p, ngx_smartstack_sql_sort_t *sort,
    ngx_smartstack_sql_list_t *list)
{
    ngx_uint_t  i;

    if (list->after) {

        for (i = 0; i < sort->nkeys; i++) {
            p = ngx_sprintf(p, "%s%V", i ? ", " : " and (", &sort->expr[i]);
        }

        p = ngx_sprintf(p, ") %c", list->descending ? '<' : '>');

        for (i = 0; i < sort->nkeys; i++) {
            p = ngx_sprintf(p, "%s:cursor_%ui::%V", i ? ", " : " (", i,
                            &sort->type[i]);
        }

        *p++ = ')';
    }

    for (i = 0; i < sort->nkeys; i++) {
        p = ngx_sprintf(p, "%s%V%s", i ? ", " : " order by ", &sort->expr[i],
                        list->descending ? " desc" : "");
    }

    return ngx_sprintf(p, " limit %ui", list->limit);
}


static size_t
ngx_smartstack_sql_list_size(ngx_smartstack_sql_t *sql,
    ngx_smartstack_sql_list_t *list)
{
    size_t                        size;
    ngx_uint_t                    i, n;
    ngx_smartstack_sql_sort_t    *sort;
    ngx_smartstack_sql_filter_t  *filter;

    sort = sql->sorts.elts;
    sort += list->sort;
    filter = sql->filters.elts;

    size = sql->main.len + sizeof(" () and () >  order by  limit ")
           + sizeof("select count(*)::text from () as ss_counted")
           + NGX_INT_T_LEN;

    for (i = 0; i < sort->nkeys; i++) {
        size += 3 * sort->expr[i].len + 2 * sort->type[i].len
                + sizeof(" ()::as \"~\",, , :cursor_::,  desc, ")
                + 2 * NGX_INT_T_LEN;
    }

    for (i = 0; i < sql->filters.nelts; i++) {
        size += filter[i].condition.len + sizeof(" and ()");

        for (n = 0; n < filter[i].condition.len; n++) {
            if (filter[i].condition.data[n] == ':') {
                size += 1 + NGX_INT_T_LEN;
            }
        }
    }

    return size;
}


/* The condition of filter n, with ":value" called ":value_n". */

static u_char *
ngx_smartstack_sql_condition(ngx_pool_t *pool, u_char *p,
    ngx_str_t *condition, ngx_uint_t n)
{
    ngx_smartstack_sql_lexer_t  lexer;
    ngx_smartstack_sql_token_t  token;

    ngx_smartstack_sql_lexer(&lexer, pool, condition, 1);

    while (ngx_smartstack_sql_next(&lexer, &token) == NGX_OK
           && token.kind != NGX_SMARTSTACK_SQL_END)
    {
        if (token.kind == NGX_SMARTSTACK_SQL_PARAM && token.name.len == 5
            && ngx_strncmp(token.name.data, "value", 5) == 0)
        {
            p = ngx_sprintf(p, ":value_%ui::%V", n, &token.type);
            continue;
        }

        p = ngx_cpymem(p, token.text.data, token.text.len);
    }

    return p;
}


ngx_int_t
ngx_smartstack_sql_wrap_idempotent(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_str_t *etag, ngx_uint_t list,
    ngx_array_t *secrets, ngx_smartstack_sql_text_t *out, ngx_uint_t *line,
    ngx_str_t *error)
{
    u_char                        *p;
    ngx_str_t                      source, with, body, answer;
    ngx_smartstack_sql_outline_t   outline;

    if (ngx_smartstack_sql_outline(pool, &sql->main, sql->main_line, &outline)
        != NGX_OK
        || outline.body == NULL)
    {
        *line = sql->main_line;
        return ngx_smartstack_sql_error(pool, error, "not a statement");
    }

    if (ngx_tolower(outline.verb.data[0]) != 's' && !outline.returning) {
        *line = sql->main_line;
        return ngx_smartstack_sql_error(pool, error,
                "a POST is kept for Idempotency-Key: it must return a row, "
                "with RETURNING");
    }

    if (ngx_smartstack_sql_answer(pool, list, secrets, &answer) != NGX_OK) {
        return NGX_ERROR;
    }

    with = outline.with;

    body.data = outline.body;
    body.len = sql->main.data + sql->main.len - outline.body;

    p = ngx_pnalloc(pool, sql->main.len + 2 * etag->len + answer.len + 512);
    if (p == NULL) {
        return NGX_ERROR;
    }

    source.data = p;

    if (with.len) {
        p = ngx_sprintf(p, "%V, ", &with);

    } else {
        p = ngx_cpymem(p, "with ", 5);
    }

    p = ngx_sprintf(p, "ss_answer as (%V), ss_kept as (update "
                    "app.idempotency_keys set response = (select %V "
                    "from ss_answer)",
                    &body, &answer);

    if (etag->len) {
        p = ngx_sprintf(p, ", etag = (select 'r' || ss_answer.%V "
                        "from ss_answer)", etag);
    }

    p = ngx_sprintf(p, " where caller = (select app.current_person()) "
                    "and key = :idempotency_key::text) "
                    "select * from ss_answer");

    source.len = p - source.data;

    return ngx_smartstack_sql_number(pool, &source, sql->main_line, out, line,
                                     error);
}


/* The expression that makes the stored answer of the rows of ss_answer. */

static ngx_int_t
ngx_smartstack_sql_answer(ngx_pool_t *pool, ngx_uint_t list,
    ngx_array_t *secrets, ngx_str_t *answer)
{
    u_char      *p;
    size_t       len;
    ngx_str_t   *name;
    ngx_uint_t   i;

    if (secrets == NULL || secrets->nelts == 0) {

        if (list) {
            ngx_str_set(answer, "coalesce(json_agg(ss_answer), '[]'::json)");

        } else {
            ngx_str_set(answer, "row_to_json(ss_answer)");
        }

        return NGX_OK;
    }

    len = sizeof("(select json_object_agg(m.key, case when m.key in () "
                 "then null else m.value end) "
                 "from json_each(row_to_json(ss_answer)) m)");

    name = secrets->elts;

    for (i = 0; i < secrets->nelts; i++) {
        len += name[i].len + 3;
    }

    p = ngx_pnalloc(pool, len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    answer->data = p;

    p = ngx_sprintf(p, "(select json_object_agg(m.key, case when m.key in (");

    for (i = 0; i < secrets->nelts; i++) {
        p = ngx_sprintf(p, "%s'%V'", i ? "," : "", &name[i]);
    }

    p = ngx_sprintf(p, ") then null else m.value end) "
                    "from json_each(row_to_json(ss_answer)) m)");

    answer->len = p - answer->data;

    return NGX_OK;
}
