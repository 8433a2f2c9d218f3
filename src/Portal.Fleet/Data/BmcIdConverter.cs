using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data;

internal sealed class BmcIdConverter() : ValueConverter<BmcId, Guid>(id => id.Value, value => new BmcId(value));
