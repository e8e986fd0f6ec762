-- Places on a board: texts compared byte by byte (collate "C"). A rank is a number
-- in eight hexadecimal digits, then, when there is no room between two numbers, a
-- fraction in base 36 that never ends in 0. New tasks get the next number of their
-- project, so nothing is read to append; a move finds a number or a fraction
-- between its neighbours.

-- A fraction between two others; a NULL upper end is open.
create function app.rank_fraction(low text, high text) returns text
language plpgsql immutable parallel safe as $$
declare
    digits constant text := '0123456789abcdefghijklmnopqrstuvwxyz';
    result text := '';
    open boolean := high is null;
    a int;
    b int;
begin
    for i in 1 .. greatest(length(low), length(high), 0) + 2 loop
        a := greatest(strpos(digits, substr(low, i, 1)) - 1, 0);
        b := case when open then 36
             else greatest(strpos(digits, substr(high, i, 1)) - 1, 0) end;
        if b - a > 1 then
            return result || substr(digits, (a + b) / 2 + 1, 1);
        end if;
        result := result || substr(digits, a + 1, 1);
        open := open or b > a;
    end loop;
    raise exception 'no rank between "%" and "%"', low, high;
end
$$;

-- A rank between two others; NULL is an open end.
create function app.rank_between(low text, high text) returns text
language plpgsql immutable parallel safe as $$
declare
    a bigint := ('x' || lpad(left(low, 8), 16, '0'))::bit(64)::bigint;
    b bigint := ('x' || lpad(left(high, 8), 16, '0'))::bit(64)::bigint;
begin
    if low is null and high is null then
        return '10000000';
    elsif high is null then
        return lpad(to_hex(a + 1), 8, '0');
    elsif low is null and b > 0 then
        return lpad(to_hex(b - 1), 8, '0');
    elsif low is null then
        return left(high, 8) || app.rank_fraction('', substr(high, 9));
    elsif b - a > 1 then
        return lpad(to_hex((a + b) / 2), 8, '0');
    elsif b - a = 1 then
        return left(low, 8) || app.rank_fraction(substr(low, 9), null);
    end if;
    return left(low, 8) || app.rank_fraction(substr(low, 9), substr(high, 9));
end
$$;
