using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Fleet.Power;

namespace Portal.Fleet.Data;

internal sealed class PowerOperationIdConverter() : ValueConverter<PowerOperationId, Guid>(id => id.Value, value => new PowerOperationId(value));
