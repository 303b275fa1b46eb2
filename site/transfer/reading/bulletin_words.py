"""Words of the bulletin's formats as a clerk writes them, each with the value that it stands for.

They are part of the format, so they don't depend on the interface's translation.
"""

from pages.accessibility.models import Answer, Basis, ProblemKind, SignInterpreter
from pages.accessibility.statement.conformity import Conformity
from pages.bip.categories import CATEGORIES, Holds
from pages.bip.models import Nothing
from pages.bip.models.entries.declaration import Occasion
from pages.bip.models.entries.inspection import InspectionFileKind
from pages.bip.models.entries.outcome import Outcome
from pages.bip.models.entries.petition import PetitionOutcome
from pages.bip.models.entries.procurement import ProcurementKind, ProcurementOutcome
from pages.bip.models.entries.recruitment import DisabilityIndex
from pages.bip.models.entries.register import RegisterKind
from pages.bip.models.entries.report import ReportKind, ReportPart
from pages.bip.models.entries.withholding import Interest

# A category is called as its page's address in a new bulletin.
CATEGORY_CODES = {category.slug: category.code for category in CATEGORIES}
HOLDS = {
    "kontrole": Holds.INSPECTIONS.value,
    "zamówienia": Holds.PROCUREMENTS.value,
    "nabory": Holds.RECRUITMENTS.value,
    "petycje": Holds.PETITIONS.value,
    "oświadczenia majątkowe": Holds.DECLARATIONS.value,
    "sprawozdania": Holds.REPORTS.value,
    "rejestry": Holds.REGISTERS.value,
    "wyłączenia jawności": Holds.WITHHOLDINGS.value,
}
NOTHING = {"brak": Nothing.NONE.value, "nie prowadzi się": Nothing.NOT_KEPT.value}
INSPECTION_FILES = {
    "protokół": InspectionFileKind.PROTOCOL.value,
    "wystąpienie pokontrolne": InspectionFileKind.FINDINGS.value,
    "odpowiedź": InspectionFileKind.REPLY.value,
    "inny": InspectionFileKind.OTHER.value,
}
PROCUREMENT_KINDS = {
    "zamówienie publiczne": ProcurementKind.PUBLIC.value,
    "zapytanie ofertowe": ProcurementKind.ENQUIRY.value,
    "otwarty konkurs ofert": ProcurementKind.NGO_CALL.value,
}
PROCUREMENT_OUTCOMES = {
    "rozstrzygnięte": ProcurementOutcome.AWARDED.value,
    "unieważnione": ProcurementOutcome.CANCELLED.value,
}
RECRUITMENT_OUTCOMES = {
    "wybrano osobę": Outcome.CHOSEN.value,
    "nikogo nie wybrano": Outcome.NONE.value,
    "unieważniony": Outcome.CANCELLED.value,
}
DISABILITY_INDEXES = {"co najmniej 6%": DisabilityIndex.REACHED.value, "poniżej 6%": DisabilityIndex.BELOW.value}
PETITION_OUTCOMES = {
    "uwzględniona": PetitionOutcome.GRANTED.value,
    "uwzględniona w części": PetitionOutcome.PARTLY.value,
    "nieuwzględniona": PetitionOutcome.REFUSED.value,
    "przekazana": PetitionOutcome.PASSED_ON.value,
    "pozostawiona bez rozpatrzenia": PetitionOutcome.LEFT.value,
}
OCCASIONS = {
    "roczne": Occasion.YEARLY.value,
    "na objęcie stanowiska": Occasion.ENTERING.value,
    "na zakończenie": Occasion.LEAVING.value,
    "korekta": Occasion.CORRECTION.value,
}
REPORT_KINDS = {
    "sprawozdanie z działalności": ReportKind.ACTIVITY.value,
    "sprawozdanie finansowe": ReportKind.STATEMENT.value,
    "inne": ReportKind.OTHER.value,
}
REPORT_PARTS = {
    "sprawozdanie": ReportPart.REPORT.value,
    "bilans": ReportPart.BALANCE.value,
    "rachunek zysków i strat": ReportPart.RESULT.value,
    "zestawienie zmian w funduszu": ReportPart.FUND.value,
    "informacja dodatkowa": ReportPart.NOTES.value,
    "załącznik": ReportPart.OTHER.value,
}
REGISTER_KINDS = {
    "rejestr": RegisterKind.REGISTER.value,
    "ewidencja": RegisterKind.RECORD.value,
    "archiwum": RegisterKind.ARCHIVE.value,
}
INTERESTS = {
    "prywatność osoby fizycznej": Interest.PRIVACY.value,
    "tajemnica przedsiębiorcy": Interest.BUSINESS.value,
    "inna tajemnica": Interest.SECRET.value,
}
BASES = {"samoocena": Basis.SELF.value, "badanie": Basis.AUDIT.value, "oświadczenie wykonawcy": Basis.CONTRACTOR.value}
CONFORMITIES = {"częściowo zgodna": Conformity.PARTIAL.value, "niezgodna": Conformity.NONE.value}
INTERPRETER = {"tak": SignInterpreter.YES.value, "nie": SignInterpreter.NO.value}
ANSWERS = {"tak": Answer.YES.value, "nie": Answer.NO.value}
PROBLEM_KINDS = {
    "niezgodność": ProblemKind.NOT_CONFORMING.value,
    "poza ustawą": ProblemKind.NOT_COVERED.value,
    "nadmierne koszty": ProblemKind.TOO_COSTLY.value,
}
