-- Health of an EncryptedKinesisStream. Its conditions follow kstatus: Reconciling and Stalled are there only while True,
-- and never both. Argo CD runs this without Lua's string library.

local function condition(kind)
  if obj.status ~= nil and obj.status.conditions ~= nil then
    for _, candidate in ipairs(obj.status.conditions) do
      if candidate.type == kind then
        return candidate
      end
    end
  end
  return nil
end

local function is(found, status)
  return found ~= nil and found.status == status
end

local ready = condition("Ready")
local stalled = condition("Stalled")

-- A deletion can wait for a person, as for consumers that are still registered: the condition says for what.
if obj.metadata.deletionTimestamp ~= nil then
  if ready ~= nil and (ready.reason == "Terminating" or is(stalled, "True")) then
    return { status = "Progressing", message = "Pending deletion: " .. ready.message }
  end
  return { status = "Progressing", message = "Pending deletion" }
end

if ready == nil then
  return { status = "Progressing", message = "Waiting for the operator to look at the stream" }
end

if obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "Waiting for the operator to look at the latest spec" }
end

local reconciling = condition("Reconciling")
if is(reconciling, "True") then
  return { status = "Progressing", message = reconciling.message }
end

if is(stalled, "True") then
  -- Somebody asked for the plan and has not yet let it be carried out: nothing is wrong with the stream.
  if stalled.reason == "PlanOnly" then
    return { status = "Suspended", message = stalled.message }
  end
  return { status = "Degraded", message = stalled.message }
end

if is(ready, "True") then
  return { status = "Healthy", message = ready.message }
end

return { status = "Progressing", message = ready.message }
