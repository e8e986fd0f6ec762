
#include "tap.h"
#include <ngx_smartstack_sql.h>


#define HEAD  "-- Tasks.\n"
#define LIST                                                                  \
    HEAD "select t.id, t.title from app.tasks t\n"                            \
    "where t.a = :a::uuid or t.b\n"                                           \
    "--: filter status t.status = :value::text\n"                             \
    "--: filter filter[due][lt] t.due < :value::timestamptz and :a::uuid = x\n"\
    "--: filter q t.id = any(array(select f(:value::text)))\n"                \
    "--: sort created t.created::timestamptz, t.id::uuid\n"                   \
    "--: sort seq t.seq::int8\n"


static ngx_smartstack_sql_t  parsed;
static ngx_uint_t            line;
static ngx_str_t             error;


static ngx_int_t
parse(const char *text)
{
    ngx_str_t         copy;
    static ngx_str_t  file = ngx_string("tasks/list.sql");

    copy = tap_exact(text, strlen(text));
    line = 0;
    ngx_str_null(&error);

    return ngx_smartstack_sql_parse(tap_pool, &file, &copy, &parsed, &line,
                                    &error);
}


static void
refuses(const char *text, ngx_uint_t at, const char *message)
{
    ok(parse(text) == NGX_ERROR, "refuses: %s", message);
    is_str(&error, message, "with its message");
    is_int(line, at, "and its line");
}


static ngx_smartstack_sql_text_t
number(const char *text)
{
    ngx_str_t                  source;
    ngx_smartstack_sql_text_t  out;

    source = tap_exact(text, strlen(text));
    ngx_memzero(&out, sizeof(out));

    if (ngx_smartstack_sql_number(tap_pool, &source, 1, &out, &line, &error)
        != NGX_OK)
    {
        note("line %u: %.*s", (unsigned) line, (int) error.len, error.data);
    }

    return out;
}


static void
numbers(const char *text, const char *expected, ngx_uint_t n)
{
    ngx_smartstack_sql_text_t  out;

    out = number(text);
    is_str(&out.text, expected, "numbered");
    is_int(out.params.nelts, n, "number of parameters");
    is_int(out.text.data[out.text.len], '\0', "ends with NUL");
}


static void
numbers_parameters(void)
{
    ngx_smartstack_sql_text_t    out;
    ngx_smartstack_sql_param_t  *param;

    numbers("select :a::int, :b::text[], :a::int", "select $1::int, "
            "$2::text[], $1::int", 2);
    numbers("select :a::int, :a::text", "select $1::int, $2::text", 2);
    numbers("select :a::app.kind", "select $1::app.kind", 1);
    numbers("select x::text, x :: text, a[1:2], f(a := 1)",
            "select x::text, x :: text, a[1:2], f(a := 1)", 0);
    numbers("select (:a::int)::text", "select ($1::int)::text", 1);
    numbers("select :a::int::text", "select $1::int::text", 1);

    numbers("select ':a::int', 'it''s :a::int'",
            "select ':a::int', 'it''s :a::int'", 0);
    numbers("select '\\', :a::int", "select '\\', $1::int", 1);
    numbers("select E'\\' :a::int', :b::int", "select E'\\' :a::int', $1::int",
            1);
    numbers("select e'a'\n'\\' :a::int'", "select e'a'\n'\\' :a::int'", 0);
    numbers("select \":a::int\", \"b\"\"c\" :d::int",
            "select \":a::int\", \"b\"\"c\" $1::int", 1);
    numbers("select U&'\\0041' , :a::int", "select U&'\\0041' , $1::int", 1);
    numbers("select n'x', b'1', x'f', :a::int",
            "select n'x', b'1', x'f', $1::int", 1);
    numbers("select $$ :a::int ' $$, $x$ $$ :b::int $x$, :c::int",
            "select $$ :a::int ' $$, $x$ $$ :b::int $x$, $1::int", 1);
    numbers("select a$b$ from t where :c::int", "select a$b$ from t where "
            "$1::int", 1);
    numbers("select 1 -- :a::int '\n, :b::int",
            "select 1 -- :a::int '\n, $1::int", 1);
    numbers("select 1 /* :a::int /* ' */ :b::int */, :c::int",
            "select 1 /* :a::int /* ' */ :b::int */, $1::int", 1);
    numbers("select 1e5, 1.5::int, 1::int - -1", "select 1e5, 1.5::int, "
            "1::int - -1", 0);

    out = number("select :a::int,\n  :ids::uuid[]");
    param = out.params.elts;
    is_str(&param[0].name, "a", "name");
    is_str(&param[0].type, "int", "type");
    is_int(param[0].array, 0, "no array");
    is_str(&param[1].name, "ids", "second name");
    is_str(&param[1].type, "uuid[]", "second type");
    is_int(param[1].array, 1, "an array");
    is_int(param[1].line, 2, "line of use");
}


static void
refuses_tokens(void)
{
    ngx_str_t  source;

    refuses(HEAD "select\n:a", 3,
            "parameter \":a\" has no type: write \":a::type\"");
    refuses(HEAD "select :a::", 2,
            "parameter \":a\" has no type: write \":a::type\"");
    refuses(HEAD "select :a::1", 2,
            "parameter \":a\" has no type: write \":a::type\"");
    refuses(HEAD "select $1", 2,
            "parameters have names: \":name::type\", not \"$1\"");
    refuses(HEAD "select $a", 2, "a \"$\" that opens no string");
    refuses(HEAD "select 'a", 2, "the quote is never closed");
    refuses(HEAD "select E'a\\'", 2, "the quote is never closed");
    refuses(HEAD "select \"a", 2, "the quote is never closed");
    refuses(HEAD "select $x$ a $y$", 2, "the quote is never closed");
    refuses(HEAD "select /* /* */", 2, "the comment is never closed");
    source = tap_exact(HEAD "select 1 -- \0", sizeof(HEAD) + 13);
    is_int(ngx_smartstack_sql_parse(tap_pool, &source, &source, &parsed,
                                    &line, &error), NGX_ERROR, "refuses NUL");
    is_str(&error, "a NUL byte", "with its message");
    is_int(parse(HEAD "select 1 \xff -- \n"), NGX_OK, "any other byte");
    refuses(HEAD "select (1,\n(2", 3, "\"(\" is never closed");
    refuses(HEAD "select (1]", 2, "\"]\" closes nothing");
    refuses(HEAD "select 1)", 2, "\")\" closes nothing");
}


static void
parses_files(void)
{
    ngx_smartstack_sql_sort_t    *sort;
    ngx_smartstack_sql_filter_t  *filter;

    is_int(parse("-- One.\n-- More.\n\nselect 1 -- a\n  + 2 ; -- end\n"),
           NGX_OK, "a statement");
    is_str(&parsed.main, "select 1 -- a\n  + 2", "without what is around it");
    is_int(parsed.main_line, 4, "its line");
    is_int(parsed.current.len, 0, "no second statement");

    is_int(parse("-- Update.\nupdate t set a = '--: x'\n--: current\n"
                 "select a\nfrom t;\n"), NGX_OK, "two statements");
    is_str(&parsed.main, "update t set a = '--: x'", "first");
    is_str(&parsed.current, "select a\nfrom t", "second");
    is_int(parsed.current_line, 4, "line of the second");

    is_int(parse(LIST), NGX_OK, "a list");
    is_int(parsed.filters.nelts, 3, "its filters");
    is_int(parsed.sorts.nelts, 2, "its sorts");

    filter = parsed.filters.elts;
    is_str(&filter[1].name, "filter[due][lt]", "name of a filter");
    is_str(&filter[1].condition, "t.due < :value::timestamptz and "
           ":a::uuid = x", "its condition");
    is_int(filter[1].line, 5, "its line");

    sort = parsed.sorts.elts;
    is_str(&sort[0].name, "created", "name of a sort");
    is_int(sort[0].nkeys, 2, "its keys");
    is_str(&sort[0].expr[0], "t.created", "expression");
    is_str(&sort[0].type[0], "timestamptz", "type");
    is_str(&sort[0].expr[1], "t.id", "second expression");
    is_str(&sort[0].type[1], "uuid", "second type");

    is_int(parse(HEAD "select a from t where b\n"
                 "--: sort x coalesce(a, b::int)::text :: text ,  c::int \r\n"),
           NGX_OK, "casts inside of an expression");
    sort = parsed.sorts.elts;
    is_str(&sort[0].expr[0], "coalesce(a, b::int)::text", "belong to it");
    is_str(&sort[0].type[0], "text", "the last one is the type");
    is_str(&sort[0].expr[1], "c", "second expression");
    is_str(&sort[0].type[1], "int", "second type, carriage return cut");
}


/* As many fragments as there may be, and one more. */

static void
refuses_many(const char *name, const char *fmt, int max, const char *message)
{
    int   i, n;
    char  text[4096];

    n = snprintf(text, sizeof(text), HEAD "select a from t where b\n"
                 "--: sort s a::int\n");

    for (i = 0; i < max + 1; i++) {
        n += snprintf(text + n, sizeof(text) - n, "--: ");
        n += snprintf(text + n, sizeof(text) - n, fmt, i);
        n += snprintf(text + n, sizeof(text) - n, "\n");
    }

    is_int(parse(text), NGX_ERROR, name);
    is_str(&error, message, message);
}


static void
refuses_files(void)
{
    refuses("", 1, "there is no statement");
    refuses("-- Nothing.\n", 1, "there is no statement");
    refuses("select 1", 1,
            "a file begins with a \"--\" comment that says what it does");
    refuses("/* a */ select 1", 1,
            "a file begins with a \"--\" comment that says what it does");
    refuses(HEAD "drop table x", 2,
           "a statement begins with select, insert, update, delete or with");
    refuses(HEAD "with a as (select 1)", 2,
            "select, insert, update or delete is missing behind the WITH "
            "list");
    refuses(HEAD "select 1;\nselect 2", 3, "more than one statement");
    refuses(HEAD "select (1;)", 2, "\";\" ends no statement");
    refuses(HEAD ";", 2, "\";\" ends no statement");
    refuses(HEAD "select :value_1::int", 2,
            "the name \":value_1\" is reserved");
    refuses(HEAD "select :cursor_0::int", 2,
            "the name \":cursor_0\" is reserved");
    refuses("--: sort a b::int\n" HEAD, 1,
            "fragments go behind the statement");
    refuses("--: every 1s\n--: every 2s\n" HEAD, 2,
            "\"--: every\" is there twice");
    refuses("--: every\n" HEAD, 1, "\"\" is not a time from 1s to 24h");
    refuses("--: every 999ms\n" HEAD, 1,
            "\"999ms\" is not a time from 1s to 24h");
    refuses("--: every 25h\n" HEAD, 1,
            "\"25h\" is not a time from 1s to 24h");
    refuses(HEAD "select 1\n--: every 1s\n", 3, "a fragment is \"filter NAME "
            "CONDITION\", \"sort NAME KEYS\" or \"current\"");
    refuses(HEAD "select (\n--: current\n1)", 3,
            "a fragment inside of brackets");
    refuses(HEAD "select 1 where a\n--: sort a b::int\nand c", 4,
            "the statement goes before the fragments");
    refuses(HEAD "select 1\n--: current\nselect 2\n--: current\nselect 3", 5,
            "fragments go behind the statement");
    refuses(HEAD "select 1\n--: current\n\n", 3,
            "there is no statement behind the fragment");
    refuses(HEAD "select 1\n--: other\n", 3, "a fragment is \"filter NAME "
            "CONDITION\", \"sort NAME KEYS\" or \"current\"");
    refuses(HEAD "select 1\n--: filter x\n", 3, "a fragment is \"filter NAME "
            "CONDITION\", \"sort NAME KEYS\" or \"current\"");
    refuses(LIST "--: current\n", 9, "\"--: current\" is for writes, filters "
            "and sorts are for lists");
    refuses(LIST "--: filter q :value::int\n", 9,
            "filter \"q\" is there twice");
    refuses(LIST "--: sort seq a::int\n", 9, "sort \"seq\" is there twice");
    refuses(LIST "--: filter x a = 1\n", 9,
            "filter \"x\" does not use \":value::type\"");
    refuses(LIST "--: filter x :value::int) or (true\n", 9,
            "\")\" closes nothing");
    refuses(LIST "--: filter x :value::int -- y\n", 9, "\"-- y\" in a filter");
    refuses(LIST "--: filter x :value::int; y\n", 9, "\";\" in a filter");
    refuses(LIST "--: filter x f(:value::int\n", 9, "\"(\" is never closed");
    refuses(LIST "--: filter x :value_1::int\n", 9,
            "the name \":value_1\" is reserved");
    refuses(LIST "--: sort x a\n", 9,
            "a key of sort \"x\" is no \"expression::type\"");
    refuses(LIST "--: sort x ::int\n", 9,
            "a key of sort \"x\" is no \"expression::type\"");
    refuses(LIST "--: sort x a::int b\n", 9,
            "a key of sort \"x\" is no \"expression::type\"");
    refuses(LIST "--: sort x a::int,\n", 9,
            "a key of sort \"x\" is no \"expression::type\"");
    refuses(LIST "--: sort x a::int, b::int, c::int, d::int, e::int\n", 9,
            "sort \"x\" has more than 4 keys");
    refuses(LIST "--: sort x :a::int::int\n", 9, "\":a::int\" in a sort");
    refuses_many("filter", "filter f%d a = :value::int", 32,
                 "more than 32 filters");
    refuses_many("sort", "sort s%d a::int", 8, "more than 8 sorts");
    refuses(LIST "--: sort x f(a::int\n", 9, "\"(\" is never closed");
    refuses(HEAD "select 1 where a\n--: filter q a = :value::int\n", 3,
            "filters need at least one \"--: sort\"");
    refuses(HEAD "select a from t\n--: sort a a::int", 2,
            "a list with sorts ends with WHERE");
    refuses(HEAD "select a from t where b\norder by c\n--: sort a a::int", 3,
            "\"order\" in a list with sorts, which ends with WHERE");
    refuses(HEAD "select a from t where b group by c\n--: sort a a::int", 2,
            "\"group\" in a list with sorts, which ends with WHERE");
    refuses(HEAD "select a from t union select b from c where d\n"
            "--: sort a a::int", 2,
            "\"union\" in a list with sorts, which ends with WHERE");
    refuses(HEAD "select distinct a from t where b\n--: sort a a::int", 2,
            "a list with sorts is a plain select without DISTINCT");
    refuses(HEAD "delete from t where b\n--: sort a a::int", 2,
            "a list with sorts is a plain select");
}


static ngx_smartstack_sql_text_t
compose(uint32_t filters, ngx_uint_t sort, ngx_uint_t descending,
    ngx_uint_t after)
{
    ngx_smartstack_sql_list_t  list;
    ngx_smartstack_sql_text_t  out;

    ngx_memzero(&list, sizeof(list));
    ngx_memzero(&out, sizeof(out));
    list.filters = filters;
    list.sort = sort;
    list.descending = descending;
    list.after = after;
    list.limit = 51;

    if (ngx_smartstack_sql_compose(tap_pool, &parsed, &list, &out, &line,
                                   &error)
        != NGX_OK)
    {
        note("line %u: %.*s", (unsigned) line, (int) error.len, error.data);
    }

    return out;
}


static ngx_smartstack_sql_text_t
count(ngx_smartstack_sql_count_e how, uint32_t filters)
{
    ngx_smartstack_sql_list_t  list;
    ngx_smartstack_sql_text_t  out;

    ngx_memzero(&list, sizeof(list));
    ngx_memzero(&out, sizeof(out));
    list.count = how;
    list.filters = filters;

    if (ngx_smartstack_sql_compose(tap_pool, &parsed, &list, &out, &line,
                                   &error)
        != NGX_OK)
    {
        note("line %u: %.*s", (unsigned) line, (int) error.len, error.data);
    }

    return out;
}


static void
composes_lists(void)
{
    ngx_smartstack_sql_text_t    out;
    ngx_smartstack_sql_param_t  *param;

    is_int(parse(LIST), NGX_OK, "a list");

    out = compose(0, 0, 0, 0);
    is_str(&out.text,
           "select (t.created)::timestamptz as \"~0\", (t.id)::uuid as "
           "\"~1\", t.id, t.title from app.tasks t\n"
           "where ( t.a = $1::uuid or t.b) "
           "order by t.created, t.id limit 51", "first page");
    is_int(out.params.nelts, 1, "its parameters");

    out = compose(5, 0, 1, 1);
    is_str(&out.text,
           "select (t.created)::timestamptz as \"~0\", (t.id)::uuid as "
           "\"~1\", t.id, t.title from app.tasks t\n"
           "where ( t.a = $1::uuid or t.b) and (t.status = $2::text) "
           "and (t.id = any(array(select f($3::text)))) "
           "and (t.created, t.id) < ($4::timestamptz, $5::uuid) "
           "order by t.created desc, t.id desc limit 51",
           "filters, descending, next page");

    param = out.params.elts;
    is_str(&param[1].name, "value_0", "value of the first filter");
    is_str(&param[2].name, "value_2", "value of the third filter");
    is_str(&param[3].name, "cursor_0", "first key");
    is_str(&param[4].name, "cursor_1", "second key");

    out = compose(2, 1, 0, 1);
    is_str(&out.text,
           "select (t.seq)::int8 as \"~0\", t.id, t.title from app.tasks t\n"
           "where ( t.a = $1::uuid or t.b) and (t.due < $2::timestamptz and "
           "$1::uuid = x) and (t.seq) > ($3::int8) "
           "order by t.seq limit 51",
           "a filter shares parameters of the statement; one key");

    out = count(NGX_SMARTSTACK_SQL_COUNT_EXACT, 1);
    is_str(&out.text,
           "select count(*)::text from (select t.id, t.title from "
           "app.tasks t\nwhere ( t.a = $1::uuid or t.b) and "
           "(t.status = $2::text)) as ss_counted", "how many there are");
    is_int(out.params.nelts, 2, "its parameters");

    out = count(NGX_SMARTSTACK_SQL_COUNT_ESTIMATE, 0);
    is_str(&out.text,
           "select count(*)::text from (select t.id, t.title from "
           "app.tasks t\nwhere ( t.a = $1::uuid or t.b) limit 1001) "
           "as ss_counted", "about how many there are");

    is_int(parse(HEAD "with a as (select 1 from b where c order by d)\n"
                 "select x is distinct from y, extract(day from z) "
                 "from a where e\n--: sort x a::int"), NGX_OK,
           "clauses inside of brackets do not count");
    out = compose(0, 0, 0, 0);
    is_str(&out.text,
           "with a as (select 1 from b where c order by d)\n"
           "select (a)::int as \"~0\", x is distinct from y, "
           "extract(day from z) from a where ( e) order by a limit 51",
           "with a WITH list");

    out = count(NGX_SMARTSTACK_SQL_COUNT_EXACT, 0);
    is_str(&out.text,
           "select count(*)::text from (with a as (select 1 from b where c "
           "order by d)\nselect x is distinct from y, extract(day from z) "
           "from a where ( e)) as ss_counted", "counted with a WITH list");
}


static void
wraps(const char *text, const char *tag, ngx_uint_t list, const char *secret,
    const char *expected)
{
    ngx_str_t                  etag, *name;
    ngx_array_t                secrets;
    ngx_smartstack_sql_text_t  out;

    ngx_memzero(&out, sizeof(out));
    (void) ngx_array_init(&secrets, tap_pool, 2, sizeof(ngx_str_t));

    if (secret) {
        name = ngx_array_push(&secrets);
        *name = tap_str(secret);
        name = ngx_array_push(&secrets);
        *name = tap_str("code");
    }

    etag = tap_str(tag);

    is_int(parse(text), NGX_OK, "a write");
    is_int(ngx_smartstack_sql_wrap_idempotent(tap_pool, &parsed, &etag, list,
                                              &secrets, &out, &line, &error),
           NGX_OK, "is wrapped");
    is_str(&out.text, expected, "text");
}


static void
wraps_writes(void)
{
    ngx_str_t                  etag;
    ngx_smartstack_sql_text_t  out;

    wraps(HEAD "insert into t (a) values (:a::int) returning id, rev;\n",
          "rev", 0, NULL,
          "with ss_answer as (insert into t (a) values ($1::int) "
          "returning id, rev), ss_kept as (update app.idempotency_keys set "
          "response = (select row_to_json(ss_answer) from ss_answer), "
          "etag = (select 'r' || ss_answer.rev from ss_answer) "
          "where caller = (select app.current_person()) and key = $2::text) "
          "select * from ss_answer");

    wraps(HEAD "with a as (update t set b = 1 returning c) -- d\n"
          "select c from a", "", 1, NULL,
          "with a as (update t set b = 1 returning c) -- d\n, "
          "ss_answer as (select c from a), ss_kept as (update "
          "app.idempotency_keys set response = (select coalesce("
          "json_agg(ss_answer), '[]'::json) from ss_answer) "
          "where caller = (select app.current_person()) and key = $1::text) "
          "select * from ss_answer");

    wraps(HEAD "select id, token, code from make()", "", 0, "token",
          "with ss_answer as (select id, token, code from make()), "
          "ss_kept as (update app.idempotency_keys set response = (select "
          "(select json_object_agg(m.key, case when m.key in "
          "('token','code') then null else m.value end) "
          "from json_each(row_to_json(ss_answer)) m) from ss_answer) "
          "where caller = (select app.current_person()) and key = $1::text) "
          "select * from ss_answer");

    ngx_str_null(&etag);
    is_int(parse(HEAD "delete from t where (select 1 returning)"), NGX_OK,
           "a write without RETURNING");
    is_int(ngx_smartstack_sql_wrap_idempotent(tap_pool, &parsed, &etag, 0,
                                              NULL, &out, &line, &error),
           NGX_ERROR, "is not wrapped");
    is_str(&error, "a POST is kept for Idempotency-Key: it must return a "
           "row, with RETURNING", "with its message");
}


TAP_MAIN
{
    numbers_parameters();
    refuses_tokens();
    parses_files();
    refuses_files();
    composes_lists();
    wraps_writes();
}
