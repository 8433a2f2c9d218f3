using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Fleet.Power.Bulk;

namespace Portal.Fleet.Data;

internal sealed class BulkIdConverter() : ValueConverter<BulkId, Guid>(id => id.Value, value => new BulkId(value));
