using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Fleet.Data.Configurations;

internal sealed class ConsoleRuleConfiguration : IEntityTypeConfiguration<ConsoleRuleRow>
{
    public void Configure(EntityTypeBuilder<ConsoleRuleRow> builder)
    {
        builder.ToTable("ConsoleRules");
        builder.HasKey(rule => rule.Id);
        builder.Property(rule => rule.Id).HasMaxLength(Alert.MaxKey);
        builder.Property(rule => rule.Name).HasMaxLength(Alert.MaxTitle);
        builder.Property(rule => rule.Pattern).HasMaxLength(ConsoleRule.MaxPattern);
        builder.Property(rule => rule.ChangedBy).HasMaxLength(256);
    }
}
