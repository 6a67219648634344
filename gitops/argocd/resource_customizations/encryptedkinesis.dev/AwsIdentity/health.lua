-- Health of an AwsIdentity. Its conditions follow kstatus: Reconciling and Stalled are there only while True, and never
-- both. Argo CD runs this without Lua's string library.

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

if obj.metadata.deletionTimestamp ~= nil then
  return { status = "Progressing", message = "Pending deletion" }
end

local ready = condition("Ready")
if ready == nil then
  return { status = "Progressing", message = "Waiting for the operator to look at the identity" }
end

if obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "Waiting for the operator to look at the latest spec" }
end

local reconciling = condition("Reconciling")
if is(reconciling, "True") then
  return { status = "Progressing", message = reconciling.message }
end

-- It is of no use until somebody acts, and the streams of its namespaces are left as they are.
local stalled = condition("Stalled")
if is(stalled, "True") then
  return { status = "Degraded", message = stalled.message }
end

if is(ready, "True") then
  return { status = "Healthy", message = ready.message }
end

return { status = "Progressing", message = ready.message }
