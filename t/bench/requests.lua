-- wrk -s requests.lua URL -- FILE: sends the ready-made raw requests of FILE in
-- turn, each thread from its own starting point; ends with one line of JSON.
-- FILE: for each request its length in bytes on a line, then the request.
local threads = 0
function setup(thread) thread:set("seat", threads); threads = threads + 1 end

local list, at = {}, 0
function init(args)
  local file = assert(io.open(args[1], "rb"))
  while true do
    local n = file:read("*n")
    if not n then break end
    file:read(1)
    list[#list + 1] = file:read(n)
  end
  file:close()
  at = math.floor(seat * #list / 2)
end

function request()
  at = at % #list + 1
  return list[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%d,"seconds":%.6f,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    e.status + e.connect + e.read + e.write + e.timeout))
end
