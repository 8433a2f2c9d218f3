using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Alerts;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys, as for what else was recorded; the sweep deletes what belongs to no server any more.</summary>
internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.HasKey(alert => alert.Id);
        builder.Property(alert => alert.ServerName).HasMaxLength(64);
        builder.Property(alert => alert.Key).HasMaxLength(Alert.MaxKey);
        builder.Property(alert => alert.Title).HasMaxLength(Alert.MaxTitle);
        builder.Property(alert => alert.Text).HasMaxLength(Alert.MaxText);
        builder.Property(alert => alert.Note).HasMaxLength(Alert.MaxNote);
        builder.Property(alert => alert.AcknowledgedById).HasMaxLength(128);
        builder.Property(alert => alert.AcknowledgedBy).HasMaxLength(256);
        builder.HasIndex(alert => new { alert.ServerId, alert.Source, alert.Key, alert.LastOffset });
        builder.HasIndex(alert => alert.LastAt);
        builder.HasIndex(alert => new { alert.ServerId, alert.Severity }).HasFilter("\"AcknowledgedAt\" IS NULL").HasDatabaseName("IX_Alerts_Open");
    }
}
