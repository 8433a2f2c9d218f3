using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class IgnoredLineConfiguration : IEntityTypeConfiguration<IgnoredLineRow>
{
    public void Configure(EntityTypeBuilder<IgnoredLineRow> builder)
    {
        builder.ToTable("IgnoredLines");
        builder.HasKey(line => line.Id);
        builder.Property(line => line.RuleId).HasMaxLength(Alert.MaxKey);
        builder.Property(line => line.Pattern).HasMaxLength(ConsoleRule.MaxPattern);
        builder.Property(line => line.Servers).HasMaxLength(ServerQuery.MaxLength);
        builder.Property(line => line.Note).HasMaxLength(Alert.MaxNote);
        builder.Property(line => line.CreatedBy).HasMaxLength(256);
    }
}
