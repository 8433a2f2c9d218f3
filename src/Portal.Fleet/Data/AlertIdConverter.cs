using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Fleet.Alerts;

namespace Portal.Fleet.Data;

internal sealed class AlertIdConverter() : ValueConverter<AlertId, Guid>(id => id.Value, value => new AlertId(value));
